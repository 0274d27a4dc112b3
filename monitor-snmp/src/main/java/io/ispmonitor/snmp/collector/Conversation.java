package io.ispmonitor.snmp.collector;

import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpReply;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.WalkLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One device being asked, a question at a time, until there is an outcome. No question goes on
 * beyond the deadline. Guarded by its subject.
 */
final class Conversation implements Question {
  private static final long QUANTUM = Duration.ofMillis(100).toNanos();

  final Ground ground;
  final Subject subject;
  private final Deadline deadline;
  private final Consumer<ProbeOutcome> outcome;
  private boolean isOver;

  Conversation(Ground ground, Subject subject, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    this.ground = ground;
    this.subject = subject;
    this.deadline = deadline;
    this.outcome = outcome;
  }

  /** By our clock. */
  long now() {
    return ground.time().nanoTime();
  }

  /** Asks for objects; false when there is no time left for it. */
  boolean get(List<Oid> oids, Consumer<SnmpReply> then) {
    SnmpTarget target = target();
    if (target == null) {
      return false;
    }
    ask(ground.client().get(target, oids), then);
    return true;
  }

  /** Walks on; false when there is no time left for it. */
  boolean walk(Oid root, Oid after, int most, int repetitions, Consumer<SnmpReply> then) {
    SnmpTarget target = target();
    if (target == null) {
      return false;
    }
    long within = left() - longest(target);
    WalkLimits limits = new WalkLimits(most, Duration.ofNanos(Math.max(1, within)), repetitions);
    ask(ground.client().walk(target, root, after, limits), then);
    return true;
  }

  private void ask(CompletableFuture<SnmpReply> question, Consumer<SnmpReply> then) {
    question.whenComplete((reply, failure) -> take(reply, failure, then));
  }

  private void take(
      @Nullable SnmpReply reply, @Nullable Throwable failure, Consumer<SnmpReply> then) {
    synchronized (subject) {
      if (isOver) {
        return;
      }
      try {
        if (reply == null) {
          throw new IllegalStateException("the SNMP client failed", failure);
        }
        then.accept(reply);
      } catch (RuntimeException e) {
        end(new ProbeOutcome.Broken("the collector failed with " + subject.device + ": " + e, e));
      }
    }
  }

  /** What came is no answer: ends with what it means. */
  void endBy(SnmpReply reply) {
    if (reply instanceof SnmpReply.Silent silent) {
      subject.resting.silent(now());
      String strange = silent.strange();
      if (strange != null) {
        subject.saying.oddity("SNMP_STRANGE", strange);
      }
      end(new ProbeOutcome.Silent(silent.waited()));
    } else if (reply instanceof SnmpReply.Refused refused) {
      refused(refused.fault().words());
    } else if (reply instanceof SnmpReply.Failed failed) {
      Oid oid = failed.oid();
      refused("the agent answers with " + failed.status() + (oid == null ? "" : " to " + oid));
    } else if (reply instanceof SnmpReply.Broken broken) {
      end(new ProbeOutcome.Broken(broken.reason(), broken.cause()));
    } else {
      end(new ProbeOutcome.Broken("the agent was asked in vain: " + reply, null));
    }
  }

  private void refused(String why) {
    subject.saying.trouble("SNMP_REFUSED", why);
    end(new ProbeOutcome.Refused(why, subject.target.address()));
  }

  /** The outcome, once. */
  void end(ProbeOutcome what) {
    if (!isOver) {
      isOver = true;
      outcome.accept(what);
    }
  }

  boolean isOver() {
    return isOver;
  }

  /** Whether there is time for another question. */
  boolean hasTime() {
    return target() != null;
  }

  private long left() {
    return deadline.atNanos() - now();
  }

  private static long longest(SnmpTarget target) {
    return target.timeout().toNanos() * (target.retries() + 1);
  }

  /** How to ask so that there is a reply before the deadline; null when there is no time left. */
  private @Nullable SnmpTarget target() {
    SnmpTarget usual = subject.target;
    long left = left();
    if (longest(usual) <= left) {
      return usual;
    }
    long tries = left / usual.timeout().toNanos();
    if (tries >= 1) {
      return usual.retries((int) tries - 1);
    }
    long rounded = left / QUANTUM * QUANTUM; // few different ones, since the client keeps each
    return rounded < QUANTUM ? null : usual.retries(0).timeout(Duration.ofNanos(rounded));
  }

  /** Nobody wants to know any more. */
  @Override
  public void cancel() {
    synchronized (subject) {
      isOver = true;
    }
  }
}
