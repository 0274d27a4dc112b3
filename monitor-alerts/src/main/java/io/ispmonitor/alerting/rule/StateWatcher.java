package io.ispmonitor.alerting.rule;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;

/** Evaluates a {@link StateRule}. Its vigil waits for trouble to begin, or to end. */
final class StateWatcher extends Watcher {
  private final StateRule terms;
  private final VigilQueue queue;

  StateWatcher(StateRule rule, int index, VigilQueue queue) {
    super(rule, index);
    this.terms = rule;
    this.queue = queue;
  }

  @Override
  boolean isOfDevice() {
    return true;
  }

  @Override
  Memory remember(DeviceWatch device, String instance, Levels levels) {
    return new Vigil(this, device, levels);
  }

  /** The device is in this state. */
  void state(Vigil vigil, DeviceState state, Taking taking) {
    vigil.isObserved = taking.isObserved;
    boolean isMeant = terms.states().contains(state);
    boolean turns = vigil.isFiring ? terms.isEndedBy(state) : isMeant;
    if (!turns) {
      vigil.isWaiting = false;
    } else if (!vigil.isWaiting) {
      vigil.streakNanos = taking.atNanos;
      vigil.lastNanos = taking.atNanos;
      waitFor(vigil, vigil.isFiring ? terms.keepFiring() : terms.hold(), taking);
    }
  }

  /** What has gone by since the change counts, as after a restart. */
  private void waitFor(Vigil vigil, Duration time, Taking taking) {
    long gone = Math.max(0, taking.nowNanos() - taking.atNanos);
    long left = time.toNanos() - gone;
    if (left <= 0) {
      taking.atNanos = taking.nowNanos(); // when it was seen; since when is remembered
      turn(vigil, taking);
    } else {
      queue.wait(vigil, taking.steadyNanos() + left);
    }
  }

  @Override
  void due(Vigil vigil, Taking taking) {
    turn(vigil, taking);
  }

  private void turn(Vigil vigil, Taking taking) {
    if (vigil.isFiring) {
      clear(vigil, words(vigil, taking.device), taking);
    } else {
      raise(vigil, vigil.streakNanos, words(vigil, taking.device), taking);
    }
  }

  @Override
  Facts facts(Memory memory, Taking taking) {
    return Facts.of(rule, taking.device.device, memory.sinceNanos)
        .with("state", Words.of(taking.device.state))
        .with("time", Words.time(terms.hold()))
        .with("reason", taking.device.reason);
  }

  @Override
  String words(Memory memory) {
    return words(memory, ((Vigil) memory).device);
  }

  private static String words(Memory memory, DeviceWatch device) {
    String since =
        memory.lastNanos == Memory.NEVER
            ? ""
            : " since " + EpochNanos.toInstant(memory.streakNanos);
    return "it is %s%s: %s".formatted(Words.of(device.state), since, device.reason);
  }
}
