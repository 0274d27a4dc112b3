package io.ispmonitor.testkit.sim;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.probe.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Collects what a {@link Simulation} is made of. Not for use by several threads. */
public final class SimulationBuilder {
  final Truth truth;
  final List<UnaryOperator<MonitorBuilder>> monitor = new ArrayList<>();
  final TreeMap<Instant, List<Runnable>> actions = new TreeMap<>();
  final List<Function<Instant, Optional<Instant>>> stops = new ArrayList<>();
  final List<Consumer<Instant>> jumps = new ArrayList<>();
  Schedule schedule = Schedule.every(Duration.ofSeconds(30));
  Duration before = Duration.ofMinutes(1);
  Duration after = Duration.ofMinutes(3);
  boolean skips = true;

  SimulationBuilder(Truth truth) {
    this.truth = truth;
  }

  /** How often the devices are asked, and how long an answer is waited for; every 30 s and 1 s. */
  public SimulationBuilder schedule(Schedule schedule) {
    this.schedule = schedule;
    this.before = schedule.interval().multipliedBy(2);
    return this;
  }

  /**
   * Describes the monitor further: policy, stores, extensions. It comes with the inventory, the
   * time and the probe of the simulation.
   */
  public SimulationBuilder monitor(UnaryOperator<MonitorBuilder> more) {
    monitor.add(more);
    return this;
  }

  /** Hears what happens. */
  public SimulationBuilder listener(MonitorListener listener) {
    return monitor(builder -> builder.listener(listener));
  }

  /** Hears of every outcome. */
  public SimulationBuilder outcomes(OutcomeListener listener) {
    return monitor(builder -> builder.outcomes(listener));
  }

  /**
   * Does something at a time, which is then not skipped: change the inventory, look at a status.
   */
  public SimulationBuilder at(Instant at, Runnable action) {
    actions.computeIfAbsent(at, time -> new ArrayList<>()).add(action);
    return this;
  }

  /** Does not skip these times: beginnings and ends of maintenance, ends of days. */
  public SimulationBuilder stopAt(Instant... times) {
    for (Instant time : times) {
      at(time, () -> {});
    }
    return this;
  }

  /** Does not skip the times that this names: the next one after a given time, if there is one. */
  public SimulationBuilder stopAt(Function<Instant, Optional<Instant>> next) {
    stops.add(next);
    return this;
  }

  /** Hears when time was skipped, or the monitor was paused or restarted; with the time after. */
  public SimulationBuilder onJump(Consumer<Instant> listener) {
    jumps.add(listener);
    return this;
  }

  /**
   * How much is lived through around whatever happens. By default two intervals before and three
   * minutes after.
   *
   * @param before at least one interval, so that every device is asked before it happens
   * @param after how long everything must have been quiet and settled before time may be skipped
   */
  public SimulationBuilder around(Duration before, Duration after) {
    if (before.compareTo(schedule.interval()) < 0 || after.compareTo(schedule.interval()) < 0) {
      throw new IllegalArgumentException(
          "simulation: around what happens at least one interval of %s is needed, was %s and %s"
              .formatted(schedule.interval(), before, after));
    }
    this.before = before;
    this.after = after;
    return this;
  }

  /** Lives through every second, however quiet. */
  public SimulationBuilder withoutSkipping() {
    this.skips = false;
    return this;
  }

  /** Builds the monitor and starts it at the beginning of the plan. */
  public Simulation start() {
    return new Simulation(this);
  }

  /** A monitor over all this. */
  Monitor build(MonitorBuilder bare) {
    MonitorBuilder builder = bare;
    for (UnaryOperator<MonitorBuilder> more : monitor) {
      builder = more.apply(builder);
    }
    return builder.build();
  }
}
