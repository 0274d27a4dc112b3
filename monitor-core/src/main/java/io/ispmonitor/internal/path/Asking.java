package io.ispmonitor.internal.path;

import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimerWheel;
import org.jspecify.annotations.Nullable;

/**
 * One probe asking one device, again and again. The scheduler's, except for the fields that say
 * otherwise.
 */
final class Asking extends TimerWheel.Timer {
  static final long NEVER = Step.ON_WAKE;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  final Watched watched;
  final ProbeRunner runner;
  long intervalNanos;

  /** When the schedule wants the next question. */
  long regularNanos = NEVER;

  /** When an extra question is wanted at the earliest. */
  long extraNanos = NEVER;

  Urgency extraUrgency = Urgency.LOOK;

  /** In which of the queues for questions out of turn it waits; null for none. */
  @Nullable Urgency queued;

  /** Its last regular turn was left out. */
  boolean skipped;

  @Nullable OpenQuestion open;

  /** When the last question was sent; read by the judge. */
  volatile long lastAskedNanos;

  /** Whether any question was sent; read by the judge. */
  volatile boolean wasAsked;

  /** The device or the probe's interest in it is gone; read by the judge. */
  volatile boolean removed;

  /** The judge's: when it last wanted a question for the sake of children. */
  long wishedNanos = Long.MIN_VALUE / 2;

  /** The judge's: where its values go. */
  @Nullable SeriesBlock block;

  Asking(Watched watched, ProbeRunner runner, long intervalNanos) {
    this.watched = watched;
    this.runner = runner;
    this.intervalNanos = intervalNanos;
  }

  /**
   * The device's place in the interval, the same after every restart.
   *
   * @return 0 to less than {@code span}
   */
  long phase(long span) {
    long hash = mix(hash(hash(FNV_OFFSET, watched.id()) * FNV_PRIME, runner.name));
    // The upper 32 hash bits as a fraction of the span, without overflow.
    return Math.multiplyHigh((hash >>> 32) << 31, span << 1);
  }

  /** FNV-1a over the characters. */
  private static long hash(long from, String text) {
    long hash = from;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** The finaliser of MurmurHash3, so that similar ids land far apart. */
  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  /** The first turn by the schedule after a time. */
  void planRegular(long afterNanos, long anchorNanos) {
    long first = anchorNanos + phase(intervalNanos);
    regularNanos = first + (Math.floorDiv(afterNanos - first, intervalNanos) + 1) * intervalNanos;
  }

  long timeoutNanos() {
    return Math.min(runner.timeoutNanos, intervalNanos);
  }

  void wantExtra(long notBefore, Urgency urgency) {
    extraNanos = Math.min(extraNanos, notBefore);
    if (urgency.compareTo(extraUrgency) > 0) {
      extraUrgency = urgency;
    }
  }

  void noExtra() {
    extraNanos = NEVER;
    extraUrgency = Urgency.LOOK;
  }

  /** When something is due next. */
  long dueNanos() {
    return isQueued() ? regularNanos : Math.min(regularNanos, extraNanos);
  }

  boolean isQueued() {
    return queued != null;
  }

  /** Whether a question was sent at or after a time. */
  boolean wasAskedSince(long nanos) {
    return wasAsked && lastAskedNanos - nanos >= 0;
  }

  @Override
  public String toString() {
    return watched.id() + "/" + runner.name;
  }
}
