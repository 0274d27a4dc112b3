package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Debouncer;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Told;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A device under watch, with all the judge knows of it. One object and no maps, because there may
 * be a million of them.
 */
final class Watched {
  private static final Asking[] NONE = {};
  private static final Watched[][] NO_PARENTS = {};
  private static final int MANY_CHILDREN = 32;

  /** Of {@link #lastAnswerEpochNanos} and {@link #lastHeardEpochNanos}. */
  private static final long NEVER = Long.MIN_VALUE;

  /** Of {@link #downSinceNanos}. */
  static final long NOT_DOWN = Long.MIN_VALUE;

  // The scheduler's; read by others.
  volatile Device device;
  volatile Asking[] askings = NONE;
  volatile boolean removed;

  /** The host name by which it is known at present; null for none. Written by the scheduler. */
  private volatile @Nullable NameInUse name;

  /** The judge's: data probes rest while it is cut off. Read by the scheduler. */
  volatile boolean resting;

  /** How many subscribers hang on it, as the host said last. */
  volatile long subscribers;

  /** When its own outage began, in monotonic time; written by the judge, read by the scheduler. */
  volatile long downSinceNanos = NOT_DOWN;

  /** Which maintenance concerns it; written by the judge. */
  volatile Upkeep upkeep = Upkeep.NONE;

  /** Whether it keeps changing; written by the judge. */
  volatile boolean flapping;

  /** Whether the judge has it and knows who asks it; written by the judge. */
  volatile boolean placed;

  /**
   * The look at many devices that it belongs to; it is not blamed before that is over. Written by
   * the judge.
   */
  volatile @Nullable Pass pass;

  /** The ways by which it is reached; written by the judge. */
  volatile UplinkWatch[] uplinks = Uplinks.LOCAL;

  /** Its state as everybody may see it; written by the judge. */
  volatile Verdict verdict;

  // The judge's alone.
  Watched[][] parents = NO_PARENTS;

  /** A list while there are few, which takes less room; a set of many, so that each leaves fast. */
  Collection<Watched> children = List.of();

  @Nullable Asking reachability;
  int misses;
  int answers;

  /** What went unanswered; null while it answers and is in no outage. */
  @Nullable Silence silence;

  boolean counted;
  long lastAnswerNanos;
  long lastAnswerEpochNanos = NEVER;

  /**
   * Whether the last outcome was an answer, and when the first of this run of answers was asked.
   */
  boolean isAnswering;

  long answeringSinceNanos;
  long lastHeardNanos;
  long lastHeardEpochNanos = NEVER;

  /**
   * When something valid was heard of it for the last time before the misses that count now; before
   * anything was, since when it is watched.
   */
  long heardBeforeMissesNanos;

  boolean everVoid;
  long lastVoidNanos;

  /** How often it changed of late; null when it did not. */
  @Nullable Flaps flaps;

  /** What people know of it. */
  volatile Told told = Told.NOTHING;

  /** When the last maintenance ended; null before the first. */
  @Nullable Instant keptBackUntil;

  boolean awaitsFreshOutcome;

  boolean heardInPass;

  /** In that look, a question to it came to nothing. */
  boolean voidInPass;

  boolean noted;
  boolean isWitness;

  /** As a witness it fell silent and has not come back: when. Null otherwise. */
  @Nullable Instant silentSince;

  int latencyMemory = Debouncer.CLEAR;
  int lossMemory = Debouncer.CLEAR;

  // Written by the judge, read by others.
  volatile long lossWindow = LossWindow.EMPTY;
  volatile float roundTripSeconds = Float.NaN;

  Watched(Device device, Verdict verdict) {
    this.device = device;
    this.verdict = verdict;
    anotherHostName();
  }

  String id() {
    return device.id();
  }

  /** The device with an address to ask; null while its host name has none. The scheduler's. */
  @Nullable Device askable() {
    Device known = device;
    if (known.hostName() == null) {
      return known;
    }
    NameInUse by = name;
    return by == null ? null : by.askable(known);
  }

  /** The scheduler says so when it is known by another name, or by none. */
  void anotherHostName() {
    name = device.hostName() == null ? null : new NameInUse();
  }

  /** The host name by which it is known at present; null for none. */
  @Nullable NameInUse name() {
    return name;
  }

  /** Where it is asked: at its own address or the one of its host name; null for nowhere. */
  @Nullable InetAddress addressInUse() {
    Device known = device;
    return known.hostName() == null ? known.address() : resolvedAddress();
  }

  /** The address its host name has at present; null when none is known. */
  @Nullable InetAddress resolvedAddress() {
    NameInUse by = name;
    return by == null ? null : by.address();
  }

  /** From now on it is a child of these. */
  void joinParents(Watched[][] ofMine) {
    parents = ofMine;
    for (Watched[] group : ofMine) {
      for (Watched parent : group) {
        parent.adopt(this);
      }
    }
  }

  /** Its parents do not have it as a child any more; it still knows them. */
  void leaveParents() {
    for (Watched[] group : parents) {
      for (Watched parent : group) {
        parent.disown(this);
      }
    }
  }

  private void adopt(Watched child) {
    if (children.isEmpty()) {
      children = new ArrayList<>(2);
    } else if (children.size() == MANY_CHILDREN && children instanceof ArrayList) {
      children = new LinkedHashSet<>(children);
    }
    children.add(child);
  }

  private void disown(Watched child) {
    if (!children.isEmpty()) {
      children.remove(child);
    }
  }

  /** Whether a question to it was ever answered, as far as is known. */
  boolean everAnswered() {
    return lastAnswerEpochNanos != NEVER;
  }

  /** Whether something valid was ever heard of it in this run. */
  boolean everHeard() {
    return lastHeardEpochNanos != NEVER;
  }

  /** Whether the last that was validly heard is an answer to a question sent at a time or later. */
  boolean answeredSince(long nanos) {
    return misses == 0
        && everAnswered()
        && lastHeardNanos == lastAnswerNanos // no miss since, not even a forgotten one
        && lastAnswerNanos - nanos >= 0;
  }

  /** The outage it is itself at fault for, also while we are cut off from it. */
  @Nullable Outage ownOutage() {
    Outage outage = verdict.outage();
    return outage != null && outage.root().equals(id()) ? outage : null;
  }

  /** Whether its state is known, and not merely remembered from before a look at many. */
  boolean isKnownAfresh() {
    return placed && pass == null;
  }

  /** Whether its troubles are not to be told at present. */
  boolean isKeptQuiet() {
    return awaitsFreshOutcome || upkeep.keepsQuiet();
  }

  /** Whether there is something wrong with it that people were not told. */
  boolean hasUntoldTrouble() {
    DeviceState state = verdict.state();
    boolean down = state == DeviceState.DOWN && told.outage() == null;
    boolean degraded = state == DeviceState.DEGRADED && !told.degraded();
    return down || degraded || (flapping && !told.flapping());
  }

  /** Whether it counts as a witness that sees nobody. */
  boolean isSilentWitness() {
    return silentSince != null;
  }

  /** When the first of the unanswered questions was sent, in monotonic time; 0 without any. */
  long firstMissNanos() {
    return silence == null ? 0 : silence.firstNanos;
  }

  /** When the first of the unanswered questions was sent; 0 without any. */
  long firstMissEpochNanos() {
    return silence == null ? 0 : silence.firstEpochNanos;
  }

  /** Whether a verdict of it is held. */
  boolean isHeld() {
    return silence != null && silence.held;
  }

  /** Whether a reachability probe asks it. */
  boolean isAsked() {
    return reachability != null;
  }

  DeviceStatus status() {
    return status(
        shown(device, resolvedAddress()),
        verdict,
        flapping,
        upkeep,
        told,
        roundTripSeconds,
        LossWindow.share(lossWindow));
  }

  static DeviceStatus status(
      Device shown,
      Verdict verdict,
      boolean flapping,
      Upkeep upkeep,
      Told told,
      float roundTrip,
      double loss) {
    return new DeviceStatus(
        shown,
        verdict.state(),
        EpochNanos.toInstant(verdict.sinceEpochNanos()),
        verdict.unconfirmed(),
        flapping,
        upkeep.inForce(),
        verdict.outage(),
        verdict.evidence(),
        Float.isNaN(roundTrip) ? OptionalDouble.empty() : OptionalDouble.of(micros(roundTrip)),
        Double.isNaN(loss) ? OptionalDouble.empty() : OptionalDouble.of(loss),
        told);
  }

  /** A device, with the address its host name has at present. */
  static Device shown(Device known, @Nullable InetAddress at) {
    return known.hostName() == null || at == null ? known : known.resolvedTo(at);
  }

  /** To the microsecond, so that the float behind it does not show. */
  private static double micros(float seconds) {
    return Math.round(seconds * 1e6) / 1e6;
  }

  @Override
  public String toString() {
    return id();
  }
}
