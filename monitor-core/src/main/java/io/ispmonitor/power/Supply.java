package io.ispmonitor.power;

import io.ispmonitor.metric.Debouncer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the voltage of one device, in monotonic time, so that no step of the wall clock
 * matters. About 200 bytes, and while on battery at most {@link VoltageHistory#MOST_BYTES} more.
 * Not for use by several threads: who uses it locks it.
 */
final class Supply {
  /** Readings closer together are one reading told twice. */
  private static final long APART_NANOS = Duration.ofMillis(500).toNanos();

  private static final double HALF = 0.5;

  final VoltageHistory history = new VoltageHistory();

  /** What people were told last. */
  final Told told = new Told();

  private final long gapNanos;
  private final Debouncer yes;
  private PowerLimits limits;
  private boolean heard;
  private double volts = Double.NaN;
  private long at;
  private int mainsMemory = Debouncer.CLEAR;
  private int batteryMemory = Debouncer.CLEAR;
  private int lowMemory = Debouncer.CLEAR;
  private int soonMemory = Debouncer.CLEAR;
  private boolean sideIsMains;
  private long sideSince;
  private long since;
  private double status = Double.NaN;
  private long statusAt;
  private @Nullable Estimate estimate;

  Supply(PowerSettings settings, PowerLimits limits) {
    this.gapNanos = settings.gap().toNanos();
    this.yes = new Debouncer(HALF, HALF, settings.confirm(), settings.confirm());
    this.limits = limits;
  }

  /** The device says itself what feeds it. */
  void status(long now, double value) {
    status = value;
    statusAt = now;
  }

  /**
   * A voltage that can be true. Whether it counted: not one of the same moment, nor an older one.
   */
  boolean take(long now, double newVolts, PowerSettings settings, PowerLimits newLimits) {
    if (heard && now - at < APART_NANOS) {
      return false;
    }
    if (!newLimits.discharge().equals(limits.discharge())) {
      estimate = null;
    }
    limits = newLimits;
    if (heard && now - at > gapNanos) {
      beginAnew();
    }
    boolean mains = isMains(now, newVolts, settings);
    if (!heard || mains != sideIsMains) {
      sideIsMains = mains;
      sideSince = now;
    }
    heard = true;
    at = now;
    volts = newVolts;
    judge(mains, settings.confirm());
    follow(mains, settings.ahead());
    return true;
  }

  /** After a long silence nothing goes on from before, except what people were told. */
  private void beginAnew() {
    heard = false;
    mainsMemory = Debouncer.CLEAR;
    batteryMemory = Debouncer.CLEAR;
    lowMemory = Debouncer.isActive(lowMemory) ? 1 : Debouncer.CLEAR;
    history.clear();
    estimate = null;
  }

  private boolean isMains(long now, double newVolts, PowerSettings settings) {
    boolean told = !Double.isNaN(status) && now - statusAt <= gapNanos;
    return told ? !settings.onBattery().test(status) : newVolts >= limits.mains();
  }

  private void judge(boolean mains, int confirm) {
    PowerSource before = source();
    mainsMemory = yes.next(mainsMemory, mains ? 1 : 0);
    batteryMemory = yes.next(batteryMemory, mains ? 0 : 1);
    since = source() == before ? since : sideSince;
    boolean wasLow = isLow();
    lowMemory =
        Debouncer.below(limits.low(), limits.clear(), confirm, confirm).next(lowMemory, volts);
    if (source() == PowerSource.MAINS || (wasLow && !isLow())) {
      soonMemory = Debouncer.CLEAR;
    }
  }

  /** Keeps what belongs to a discharge: from the first reading that may be one until it is over. */
  private void follow(boolean mains, Duration ahead) {
    boolean battery = source() == PowerSource.BATTERY;
    if (mains) {
      if (!battery) {
        history.clear();
        estimate = null;
      }
      return;
    }
    if (!history.add(at, volts) || !battery) {
      return;
    }
    Estimate before = estimate;
    if (before != null && Estimator.hasTurned(history, before, limits.discharge())) {
      Estimator.forgetBeforeTurn(history);
    }
    estimate = Estimator.of(history, limits);
    soonMemory = nextSoon(ahead);
  }

  private int nextSoon(Duration ahead) {
    if (Debouncer.isActive(soonMemory)) {
      return soonMemory;
    }
    Estimate.Range range = estimate == null ? null : estimate.hours();
    boolean isEmpty = isLow() && volts <= limits.empty();
    boolean soon = range != null && range.likely() * 3_600 <= ahead.toSeconds();
    return yes.next(soonMemory, isEmpty || soon ? 1 : 0);
  }

  boolean isHeard() {
    return heard;
  }

  double volts() {
    return volts;
  }

  long at() {
    return at;
  }

  boolean isFresh(long now) {
    return heard && now - at <= gapNanos;
  }

  /** What fed it at the last reading. */
  PowerSource source() {
    if (Debouncer.isActive(mainsMemory)) {
      return PowerSource.MAINS;
    }
    return Debouncer.isActive(batteryMemory) ? PowerSource.BATTERY : PowerSource.UNKNOWN;
  }

  /** Since when it is fed by this source: the first of the readings that confirmed it. */
  long since() {
    return since;
  }

  boolean isLow() {
    return Debouncer.isActive(lowMemory);
  }

  boolean isEmptySoon() {
    return Debouncer.isActive(soonMemory);
  }

  PowerLimits limits() {
    return limits;
  }

  @Nullable Estimate estimate() {
    return estimate;
  }

  /** What people were told of a supply. */
  static final class Told {
    PowerSource source = PowerSource.UNKNOWN;
    boolean low;
    boolean soon;
  }
}
