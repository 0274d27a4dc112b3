package io.ispmonitor.icmp;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question of several echoes. Told of them by the engine's thread, and by the asking thread for
 * those that are refused at once.
 */
final class EchoSeries implements EchoListener, Question {
  private final Consumer<ProbeOutcome> outcome;
  private final RoundTrips roundTrips;
  private final List<Question> echoes;
  private int open;
  private int answered;
  private int silent;
  private Duration longestSilence = Duration.ZERO;
  private ProbeOutcome.@Nullable Refused refused;
  private ProbeOutcome.@Nullable Void voided;
  private ProbeOutcome.@Nullable Broken broken;
  private int unproven;

  EchoSeries(int count, Consumer<ProbeOutcome> outcome) {
    this.outcome = outcome;
    this.roundTrips = new RoundTrips(count);
    this.echoes = new ArrayList<>(count);
    this.open = count;
  }

  synchronized void add(Question echo) {
    echoes.add(echo);
  }

  @Override
  public synchronized void cancel() {
    echoes.forEach(Question::cancel);
  }

  @Override
  public void answered(long token, long roundTripNanos) {
    synchronized (this) {
      answered++;
      roundTrips.set((int) token, roundTripNanos);
    }
    end();
  }

  @Override
  public void answeredUntimed(long token) {
    synchronized (this) {
      answered++;
    }
    end();
  }

  @Override
  public void failed(long token, ProbeOutcome failure) {
    synchronized (this) {
      note(failure);
    }
    end();
  }

  private void note(ProbeOutcome failure) {
    if (failure instanceof ProbeOutcome.Silent silence) {
      silent++;
      longestSilence =
          silence.waited().compareTo(longestSilence) > 0 ? silence.waited() : longestSilence;
    } else if (failure instanceof ProbeOutcome.Refused refusal) {
      refused = refusal;
      silent++;
    } else if (failure instanceof ProbeOutcome.Void nothing) {
      voided = nothing;
      unproven++;
    } else if (failure instanceof ProbeOutcome.Broken failed) {
      broken = failed;
      unproven++;
    }
  }

  private void end() {
    ProbeOutcome result;
    synchronized (this) {
      if (--open > 0) {
        return;
      }
      result = answered > 0 ? answer() : noAnswer();
    }
    outcome.accept(result);
  }

  private ProbeOutcome answer() {
    double loss = (double) silent / (silent + answered);
    Readings readings = roundTrips.readings(loss);
    if (unproven == 0) {
      return new ProbeOutcome.Answered(readings);
    }
    return new ProbeOutcome.Partial(
        readings,
        "%d of %d echoes prove nothing: %s"
            .formatted(unproven, unproven + silent + answered, unprovenReason()));
  }

  private String unprovenReason() {
    if (voided != null) {
      return voided.reason();
    }
    return broken == null ? "" : broken.reason();
  }

  /** Silent only when every echo proves it. */
  private ProbeOutcome noAnswer() {
    if (refused != null) {
      return refused;
    }
    if (voided != null) {
      return voided;
    }
    return broken == null ? new ProbeOutcome.Silent(longestSilence) : broken;
  }

  /** The round trips of one question. */
  private static final class RoundTrips {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] nanos;

    RoundTrips(int count) {
      nanos = new long[count];
      Arrays.fill(nanos, NONE);
    }

    void set(int echo, long roundTripNanos) {
      nanos[echo] = roundTripNanos;
    }

    Readings readings(double loss) {
      long sum = 0;
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      int timed = 0;
      for (long roundTrip : nanos) {
        if (roundTrip != NONE) {
          sum += roundTrip;
          min = Math.min(min, roundTrip);
          max = Math.max(max, roundTrip);
          timed++;
        }
      }
      Readings.Builder readings = Readings.in(IcmpMetrics.SERIES).set(4, loss);
      if (timed == 0) {
        for (int column = 0; column < 4; column++) {
          readings.gap(column, Gap.CLOCK_STEP);
        }
        return readings.build();
      }
      readings.set(0, sum / NANOS_PER_SECOND / timed);
      readings.set(1, min / NANOS_PER_SECOND);
      readings.set(2, max / NANOS_PER_SECOND);
      return jitter(readings).build();
    }

    private Readings.Builder jitter(Readings.Builder readings) {
      long sum = 0;
      int pairs = 0;
      for (int i = 1; i < nanos.length; i++) {
        if (nanos[i] != NONE && nanos[i - 1] != NONE) {
          sum += Math.abs(nanos[i] - nanos[i - 1]);
          pairs++;
        }
      }
      return pairs == 0 ? readings : readings.set(3, sum / NANOS_PER_SECOND / pairs);
    }
  }
}
