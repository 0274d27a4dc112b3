package io.ispmonitor.snmp;

import io.ispmonitor.time.TimerWheel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.PduHandle;

/** A question to an agent, until it has an answer or nothing is waited for any more. */
final class Exchange extends TimerWheel.Timer {
  final SnmpTarget target;
  final Question question;
  private final Consumer<? super SnmpReply> whoAsks;

  /** By what the answer is known. */
  int requestId;

  /** What is sent, where that is the same each time. */
  byte @Nullable [] message;

  /** How often it was sent. */
  int sent;

  /** How often it was sent anew because the agent told its engine or its clock. */
  int resynchronized;

  long firstSentNanos;

  /** Whether its answer may be about to come in together with those of others. */
  boolean isFresh;

  /** What came instead of an answer, in words. */
  @Nullable String strange;

  /** By what snmp4j knows it; kept, since snmp4j itself keeps it weakly. */
  @Nullable PduHandle handle;

  private boolean isDone;

  Exchange(SnmpTarget target, Question question, Consumer<? super SnmpReply> whoAsks) {
    this.target = target;
    this.question = question;
    this.whoAsks = whoAsks;
  }

  /** Hands over what came of it: the first counts. */
  void end(SnmpReply reply) {
    if (!isDone) {
      isDone = true;
      whoAsks.accept(reply);
    }
  }
}
