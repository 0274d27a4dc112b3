package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Observation;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.StateChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings what happens to those who evaluate it. Allocates nothing while nothing changes. */
final class Intake {
  private final Watchers watchers;
  private final LayoutPlans plans;
  private final Roster roster;
  private final Taking taking;

  /** A layout in which no rule is interested, such as that of all pings. */
  private Layout boring = Layout.EMPTY;

  Intake(Watchers watchers, Roster roster, Taking taking) {
    this.watchers = watchers;
    this.plans = new LayoutPlans(watchers);
    this.roster = roster;
    this.taking = taking;
  }

  DeviceWatch begin(Device device, String by, long atNanos, Signal.Sink sink) {
    DeviceWatch watch = roster.meet(device, sink);
    taking.begin(watch, by, atNanos, sink);
    return watch;
  }

  void take(ProbeResult result, Signal.Sink sink) {
    long atNanos = EpochNanos.of(result.askedAt());
    DeviceWatch watch = begin(result.device(), result.probe(), atNanos, sink);
    if (result.outcome() instanceof ProbeOutcome.Answered answered) {
      answer(watch, answered.readings(), answered.more());
    } else if (result.outcome() instanceof ProbeOutcome.Partial partial) {
      answer(watch, partial.readings(), partial.more());
    }
    finish(watch);
  }

  boolean take(Observation observation, Signal.Sink sink) {
    DeviceWatch watch = roster.find(observation.device());
    if (watch == null) {
      return false;
    }
    long atNanos = Math.min(EpochNanos.of(observation.at()), taking.nowNanos());
    begin(watch.device, observation.source(), atNanos, sink);
    if (observation.readings().size() > 0) {
      values(watch, watch.pushed(), 0, observation.readings());
      watch.end(watch.pushed(), 1);
    }
    for (ObservationWatcher watcher : watchers.observations) {
      if (watcher.wants(observation)) {
        tell(watch, watcher, observation);
      }
    }
    finish(watch);
    return true;
  }

  private void tell(DeviceWatch watch, ObservationWatcher watcher, Observation observation) {
    String instance = ObservationWatcher.instance(observation);
    Memory memory = watch.memory(watcher, instance, roster.limits());
    if (memory != null) {
      watcher.take(memory, observation, taking);
    } else if (watch.concerns.get(watcher.index)) {
      Levels levels = roster.limits().of(watcher, watch.device.id());
      watcher.takeWithoutRoom(observation, levels, taking);
    }
  }

  void take(StateChange change, Device device, Signal.Sink sink) {
    long atNanos = Math.min(EpochNanos.of(change.at()), taking.nowNanos());
    DeviceWatch watch = begin(device, "", atNanos, sink);
    taking.beginState();
    boolean wasOutOfReach = watch.isOutOfReach;
    watch.state = change.to();
    watch.reason = change.evidence().reason();
    watch.isOutOfReach =
        change.to().isOutage() || change.evidence().basis() == Evidence.Basis.ISOLATION;
    watch.isStateNew = true;
    if (wasOutOfReach && !watch.isOutOfReach) {
      for (AbsenceWatcher absence : watchers.absences) {
        if (watch.memory(absence, "", roster.limits()) instanceof Vigil vigil) {
          absence.begin(vigil, taking);
        }
      }
    }
    finish(watch);
  }

  private void answer(DeviceWatch watch, Readings readings, List<Readings> more) {
    for (int i = 0; i < watchers.absences.size(); i++) {
      AbsenceWatcher absence = watchers.absences.get(i);
      Memory memory = watch.memory(absence, "", roster.limits());
      if (memory != null) {
        absence.answer(memory, taking);
      }
    }
    if (more.isEmpty() && isUsual(watch, readings)) {
      return;
    }
    Blocks blocks = watch.blocks(taking.by);
    Block main = values(watch, blocks, 0, readings);
    for (int i = 0; i < more.size(); i++) {
      values(watch, blocks, i + 1, more.get(i));
    }
    watch.end(blocks, 1 + more.size());
    watch.usual = more.isEmpty() && main.missing == 0 ? main : null;
    boring = main.plan == LayoutPlan.NOTHING ? main.layout : boring;
  }

  /** Whether it is an answer as there was one before, which is taken then without any search. */
  @SuppressWarnings("ReferenceEquality") // the very same layout is meant
  private boolean isUsual(DeviceWatch watch, Readings readings) {
    if (readings.layout() == boring) {
      return true;
    }
    Block usual = watch.usual(readings.layout());
    if (usual != null) {
      evaluate(usual, readings);
    }
    return usual != null;
  }

  private Block values(DeviceWatch watch, Blocks blocks, int place, Readings readings) {
    Block block = blocks.at(place, readings.layout());
    if (block == null || watch.isWanting(block)) {
      Layout layout = readings.layout();
      block = watch.makeBlock(layout, plans.of(layout), roster.limits());
      blocks.put(place, block);
    }
    evaluate(block, readings);
    return block;
  }

  private void evaluate(Block block, Readings readings) {
    LayoutPlan plan = block.plan;
    @Nullable Memory[] memories = block.memories;
    for (int i = 0; i < memories.length; i++) {
      Memory memory = memories[i];
      double value = readings.value(plan.columns[i]);
      if (memory != null && !Double.isNaN(value)) {
        taking.turnTo(readings, plan.columns[i]);
        memory.isObserved = taking.isObserved;
        memory.watcher.value(memory, value, taking);
      }
    }
  }

  /** All that happened at one moment was taken. */
  void finish(DeviceWatch watch) {
    if (watch.isStateNew) {
      watch.isStateNew = false;
      judgeState(watch);
    }
    if (watch.hasAssumed) {
      Assumptions.settle(watchers, taking);
    }
    if (watch.isChanged) {
      for (CompositeWatcher composite : watchers.composites) {
        Memory memory = watch.memory(composite, "", roster.limits());
        if (memory != null) {
          composite.judge(memory, taking);
        }
      }
      watch.isChanged = false;
    }
  }

  private void judgeState(DeviceWatch watch) {
    if (watch.state == DeviceState.UNKNOWN && watch.reason.isEmpty()) {
      return;
    }
    for (StateWatcher watcher : watchers.states) {
      if (watch.memory(watcher, "", roster.limits()) instanceof Vigil vigil) {
        watcher.state(vigil, watch.state, taking);
      }
    }
  }
}
