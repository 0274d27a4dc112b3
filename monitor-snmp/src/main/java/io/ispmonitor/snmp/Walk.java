package io.ispmonitor.snmp;

import io.ispmonitor.snmp.SnmpReply.Cut;
import io.ispmonitor.snmp.SnmpReply.ErrorStatus;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All objects below one, asked for one after the other (RFC 3416, 4.2.2 and 4.2.3). An agent that
 * does not go forward, does not end or stops in between cannot hold it up, and what was found until
 * then is not taken for all. The session's thread.
 */
final class Walk {
  private static final int LEAST_REPETITIONS = 1;

  private final Session session;
  private final TimeSource time;
  private final SnmpTarget target;
  private final Oid root;
  private final WalkLimits limits;
  private final Consumer<? super SnmpReply> whoAsks;
  private final List<VarBind> found = new ArrayList<>();
  private final long deadlineNanos;
  private int repetitions;
  private Oid last;

  private Walk(
      Session session,
      TimeSource time,
      SnmpTarget target,
      Oid root,
      Oid after,
      WalkLimits limits,
      Consumer<? super SnmpReply> whoAsks) {
    this.session = session;
    this.time = time;
    this.target = target;
    this.root = root;
    this.limits = limits;
    this.whoAsks = whoAsks;
    this.last = after;
    this.deadlineNanos = time.nanoTime() + limits.within().toNanos();
    boolean hasBulk = !(target.credentials() instanceof SnmpCredentials.V1);
    this.repetitions = hasBulk ? limits.maxRepetitions() : LEAST_REPETITIONS;
  }

  /**
   * Begins a walk.
   *
   * @param after only what follows this one is wanted
   * @param reply called once, with {@link SnmpReply.Values} when all was found
   */
  static void begin(
      Session session,
      TimeSource time,
      SnmpTarget target,
      Oid root,
      Oid after,
      WalkLimits limits,
      Consumer<? super SnmpReply> reply) {
    new Walk(session, time, target, root, after, limits, reply).next();
  }

  private void next() {
    int wanted = Math.min(repetitions, limits.bindings() - found.size() + 1);
    Question question =
        wanted > LEAST_REPETITIONS
            ? Question.of(Question.Kind.GET_BULK, List.of(last), 0, wanted)
            : Question.of(Question.Kind.GET_NEXT, List.of(last), 0, 0);
    session.ask(target, question, this::answered);
  }

  private void answered(SnmpReply reply) {
    if (reply instanceof SnmpReply.Values values) {
      take(values.bindings());
    } else if (reply instanceof SnmpReply.Failed failed) {
      failed(failed);
    } else if (found.isEmpty()) {
      whoAsks.accept(reply);
    } else {
      end(Cut.BROKE_OFF, "the agent answered no more after " + last + ": " + words(reply));
    }
  }

  private void failed(SnmpReply.Failed failed) {
    if (failed.status() == ErrorStatus.TOO_BIG && repetitions > LEAST_REPETITIONS) {
      repetitions /= 2;
      next();
    } else if (failed.status() == ErrorStatus.NO_SUCH_NAME) {
      whoAsks.accept(new SnmpReply.Values(found)); // how version 1 says that nothing follows
    } else if (found.isEmpty()) {
      whoAsks.accept(failed);
    } else {
      end(Cut.BROKE_OFF, "the agent answered with " + failed.status() + " after " + last);
    }
  }

  private void take(List<VarBind> bindings) {
    if (bindings.isEmpty()) {
      end(Cut.LEFT_OUT, "the agent answered without any object after " + last);
      return;
    }
    for (VarBind binding : bindings) {
      if (binding.value() == SnmpValue.Absent.END_OF_MIB_VIEW || !binding.oid().startsWith(root)) {
        whoAsks.accept(new SnmpReply.Values(found));
        return;
      }
      if (binding.oid().compareTo(last) <= 0) {
        end(Cut.WENT_BACK, "the agent went back from " + last + " to " + binding.oid());
        return;
      }
      if (found.size() == limits.bindings()) {
        end(Cut.TOO_MANY, "there are more than " + limits.bindings() + " objects");
        return;
      }
      found.add(binding);
      last = binding.oid();
    }
    if (time.nanoTime() - deadlineNanos >= 0) {
      end(Cut.OUT_OF_TIME, "the time of " + limits.within() + " was over after " + last);
      return;
    }
    next();
  }

  private void end(Cut cut, String reason) {
    whoAsks.accept(new SnmpReply.Partial(found, cut, reason));
  }

  private static String words(SnmpReply reply) {
    if (reply instanceof SnmpReply.Silent silent) {
      return "silent for " + silent.waited();
    } else if (reply instanceof SnmpReply.Refused refused) {
      return refused.fault().words();
    }
    return reply instanceof SnmpReply.Broken broken ? broken.reason() : reply.toString();
  }
}
