package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The host's tracer, asked about one address; a tracer that throws or hangs sends nothing. */
final class Line {
  private static final String NO_TRACER =
      "the monitor has no tracer; give it one, such as tracer(IcmpTracer.open())";

  /** No diagnosis takes longer, so no echo does. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final @Nullable PathTracer tracer;
  private final HostPart part;
  private boolean begun;
  private boolean closed;
  private volatile @Nullable String trouble;
  private volatile PathTracer.@Nullable Trace trace;

  Line(@Nullable PathTracer tracer, HostPart part) {
    this.tracer = tracer;
    this.part = part;
    this.trouble = tracer == null ? NO_TRACER : null;
  }

  /** Begins to ask this address, once. */
  void begin(Loop loop, InetAddress to) {
    PathTracer asked = tracer;
    if (begun || asked == null) {
      return;
    }
    begun = true;
    trouble = "the tracer hangs; the log of the monitor has its stack";
    if (loop.call(part, "trace", to.getHostAddress(), () -> keep(asked.begin(to)))) {
      trouble = trace == null ? "the tracer began no trace; mend it" : null;
    } else {
      trouble = "the tracer failed: " + failure();
    }
  }

  /** One that comes when nobody wants it any more is closed at once. */
  private void keep(PathTracer.Trace begun) {
    boolean late;
    synchronized (this) {
      late = closed;
      trace = late ? null : begun;
    }
    if (late) {
      begun.close();
    }
  }

  /** Why nothing can be sent; null when it can. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Sends an echo; what comes of it is told, also when the tracer fails. */
  void send(Loop loop, int hopLimit, Duration wait, Consumer<HopAnswer> answer) {
    PathTracer.Trace open = trace;
    if (open == null) {
      answer.accept(new HopAnswer.Unsent(String.valueOf(trouble)));
    } else if (!loop.call(
        part,
        "send with hop limit",
        hopLimit,
        () -> open.send(hopLimit, wait, came -> answer.accept(checked(came))))) {
      answer.accept(new HopAnswer.Unsent("the tracer failed: " + failure()));
    }
  }

  /** What is no answer counts as an echo that was not sent: nothing was learnt of the device. */
  private static HopAnswer checked(@Nullable HopAnswer came) {
    if (came == null) {
      return new HopAnswer.Unsent("the tracer answered null; mend it");
    }
    Duration took = took(came);
    return took.isNegative() || took.compareTo(LONGEST) > 0
        ? new HopAnswer.Unsent(
            "the tracer answered with a time of %s, which must be from 0 to %s; mend it"
                .formatted(took, LONGEST))
        : came;
  }

  private static Duration took(HopAnswer came) {
    if (came instanceof HopAnswer.Reached reached) {
      return reached.roundTrip();
    }
    if (came instanceof HopAnswer.Expired expired) {
      return expired.roundTrip();
    }
    if (came instanceof HopAnswer.Unreachable no) {
      return no.roundTrip();
    }
    return came instanceof HopAnswer.Silent silent ? silent.waited() : Duration.ZERO;
  }

  /** Ends the trace on the loop. */
  void close(Loop loop) {
    PathTracer.Trace open = take();
    if (open != null) {
      loop.call(part, "close", "a trace", open::close);
    }
  }

  /** Ends the trace on this thread, when no loop runs any more; it may hang. */
  void closeHere() {
    PathTracer.Trace open = take();
    if (open != null) {
      open.close();
    }
  }

  private synchronized PathTracer.@Nullable Trace take() {
    closed = true;
    PathTracer.Trace open = trace;
    trace = null;
    return open;
  }

  private String failure() {
    return part.isBarred()
        ? part.stuck() + " threads hang in it"
        : String.valueOf(part.lastFailure());
  }
}
