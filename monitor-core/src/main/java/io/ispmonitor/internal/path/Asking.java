package io.ispmonitor.internal.path;

import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.probe.Priority;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One probe asking one device, again and again. The scheduler's, except for the fields that say
 * otherwise.
 */
final class Asking extends TimerWheel.Timer {
  static final long NEVER = Step.ON_WAKE;

  /** How far apart groups are; far less than the difference that a minute's traffic makes. */
  private static final long GROUP = Duration.ofMillis(50).toNanos();

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final AtomicReferenceFieldUpdater<Asking, @Nullable OpenQuestion> OPEN =
      AtomicReferenceFieldUpdater.newUpdater(Asking.class, OpenQuestion.class, "open");

  final Watched watched;
  final ProbeRunner runner;
  long intervalNanos;

  /** When the schedule wants the next question. */
  long regularNanos = NEVER;

  /** The extra question that is wanted; null for none. */
  private @Nullable Extra extra;

  /** In which of the queues for questions out of turn it waits; null for none. */
  @Nullable Urgency queued;

  /** Its last regular turn was left out because we were too late for it. */
  boolean skipped;

  /** It waits in the queue of those whose regular turn has come. */
  boolean isDue;

  /** What the host says its questions are worth; null when that is left to us. */
  @Nullable Priority ownPriority;

  /** What its questions are worth. */
  Priority priority;

  /** How long the question under way waits for its answer. */
  long waitNanos;

  /** Regular turns left out on purpose since the last one that was not. */
  private short leftOut;

  /** How many intervals lie between its regular questions; read by the judge. */
  private volatile short stretch = 1;

  /**
   * The question under way. Null again at once when it has been judged: there are many in a second.
   */
  volatile @Nullable OpenQuestion open;

  /** When the last question was sent; read by the judge. */
  volatile long lastAskedNanos;

  /** Whether any question was sent; read by the judge. */
  volatile boolean wasAsked;

  /** The device or the probe's interest in it is gone; read by the judge. */
  volatile boolean removed;

  /** The judge's: where its values go. */
  @Nullable SeriesBlock block;

  Asking(Watched watched, ProbeRunner runner, long intervalNanos) {
    this.watched = watched;
    this.runner = runner;
    this.intervalNanos = intervalNanos;
    this.priority = runner.priority;
  }

  /**
   * The device's place in the interval, the same after every restart. What is only collected is
   * asked in small groups: whoever wakes for many at once does each of them for less, since the
   * processor still has at hand what it needs for them.
   *
   * @return 0 to less than {@code span}
   */
  long phase(long span) {
    // The upper 32 hash bits as a fraction of the span, without overflow.
    long exact = Math.multiplyHigh((mixed() >>> 32) << 31, span << 1);
    return runner.judgesReachability ? exact : exact - exact % GROUP;
  }

  private long mixed() {
    return mix(hash(hash(FNV_OFFSET, watched.id()) * FNV_PRIME, runner.name));
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

  /**
   * Whether the turn that has come is one of those that are asked when only every so many are. The
   * lower hash bits tell devices apart, so that not all of them leave out the same turns.
   *
   * @param factor a power of two
   */
  boolean isAskedAt(int factor, long anchorNanos) {
    if (factor == 1) {
      return true;
    }
    long sinceAnchor = regularNanos - anchorNanos - phase(intervalNanos);
    long ordinal = Math.floorDiv(sinceAnchor, intervalNanos);
    return ((ordinal + mixed()) & (factor - 1)) == 0;
  }

  /** This turn is left out on purpose. */
  void leaveOut() {
    leftOut = (short) Math.min(leftOut + 1, Short.MAX_VALUE - 1);
  }

  /** This turn is not left out. Falls back slowly, since what was heard last may be long ago. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void takeTurn() {
    stretch = (short) Math.max(leftOut + 1, stretch - 1);
    leftOut = 0;
  }

  /** How far apart its questions are at present, turns left out on purpose included. Any thread. */
  long effectiveIntervalNanos() {
    return intervalNanos * stretch;
  }

  /** A question is sent, and waits so long for its answer. */
  void asks(OpenQuestion question, long waitsNanos) {
    open = question;
    lastAskedNanos = question.askedNanos;
    wasAsked = true;
    skipped = false;
    isDue = false;
    waitNanos = waitsNanos;
    extra = null;
  }

  /** A question was judged; nothing is to be remembered of it. The judge's. */
  void judged(OpenQuestion question) {
    OPEN.compareAndSet(this, question, null);
  }

  long timeoutNanos() {
    return Math.min(runner.timeoutNanos, intervalNanos);
  }

  void wantExtra(long notBefore, Urgency urgency) {
    Extra wanted = extra;
    boolean isMore = urgency.compareTo(extraUrgency()) > 0;
    extra =
        new Extra(
            Math.min(extraNanos(), notBefore), isMore || wanted == null ? urgency : wanted.urgency);
  }

  /** When an extra question is wanted at the earliest; {@link #NEVER} for none. */
  long extraNanos() {
    Extra wanted = extra;
    return wanted == null ? NEVER : wanted.nanos;
  }

  /** How much depends on the extra question. */
  Urgency extraUrgency() {
    Extra wanted = extra;
    return wanted == null ? Urgency.LOOK : wanted.urgency;
  }

  /** When something is due next. */
  long dueNanos() {
    return isQueued() ? regularNanos : Math.min(regularNanos, extraNanos());
  }

  boolean isQueued() {
    return queued != null;
  }

  /** Whether a question was sent at or after a time. */
  boolean wasAskedSince(long nanos) {
    return wasAsked && lastAskedNanos - nanos >= 0;
  }

  /** A question out of turn that is wanted: few devices have one at a time. */
  private record Extra(long nanos, Urgency urgency) {}

  @Override
  public String toString() {
    return watched.id() + "/" + runner.name;
  }
}
