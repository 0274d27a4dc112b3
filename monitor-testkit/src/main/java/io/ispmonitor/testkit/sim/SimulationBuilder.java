package io.ispmonitor.testkit.sim;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link Simulation} is made of. Its methods may be called in any order, and throw
 * an {@link IllegalStateException} once the simulation was started. Not for use by several threads.
 */
public final class SimulationBuilder {
  final Truth truth;
  final List<UnaryOperator<MonitorBuilder>> monitor = new ArrayList<>();
  final TreeMap<Instant, List<Runnable>> actions = new TreeMap<>();
  final List<Function<Instant, Optional<Instant>>> stops = new ArrayList<>();
  final List<Consumer<Instant>> jumps = new ArrayList<>();
  Inventory inventory;
  Schedule schedule = Schedule.every(Duration.ofSeconds(30));
  BiFunction<Probe, TimeSource, Probe> through = (probe, time) -> probe;
  boolean skips = true;
  private @Nullable Around around;
  private boolean started;

  SimulationBuilder(Truth truth) {
    this.truth = truth;
    this.inventory = truth.network().toInventory();
  }

  /**
   * The devices the monitor watches; by default a new inventory of those of the network. Give your
   * own to let a checker watch the same, or to try one that is not as the network is cabled.
   */
  public SimulationBuilder inventory(Inventory inventory) {
    requireOpen();
    this.inventory = inventory;
    return this;
  }

  /** How often the devices are asked, and how long an answer is waited for; every 30 s and 1 s. */
  public SimulationBuilder schedule(Schedule schedule) {
    requireOpen();
    this.schedule = schedule;
    return this;
  }

  /**
   * Describes the monitor further: policy, stores, extensions. It comes with the inventory, the
   * time and the probe of the simulation, which is called {@link SimulatedProbe#NAME}.
   */
  public SimulationBuilder monitor(UnaryOperator<MonitorBuilder> more) {
    requireOpen();
    monitor.add(more);
    return this;
  }

  /**
   * Tells the monitor of the uplinks of the network, so that it can tell its own isolation from an
   * outage. A checker has to be told of the same ones ({@link SimulatedNetwork#watchedUplinks}).
   */
  public SimulationBuilder watchUplinks() {
    return monitor(
        builder -> {
          truth.network().watchedUplinks().forEach(builder::uplink);
          return builder;
        });
  }

  /**
   * Asks through another probe, which may spoil what the simulated one finds: our side fails, or a
   * router refuses.
   *
   * @param through makes it of the simulated probe and the time it lives by
   */
  public SimulationBuilder through(BiFunction<Probe, TimeSource, Probe> through) {
    requireOpen();
    this.through = through;
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
    requireOpen();
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

  /**
   * Does not skip the times that this names: the next one after a given time, if there is one, such
   * as {@code maintenance::nextChange}. Asked every few seconds of virtual time.
   */
  public SimulationBuilder stopAt(Function<Instant, Optional<Instant>> next) {
    requireOpen();
    stops.add(next);
    return this;
  }

  /** Hears when time was skipped, or the monitor was paused or restarted; with the time after. */
  public SimulationBuilder onJump(Consumer<Instant> listener) {
    requireOpen();
    jumps.add(listener);
    return this;
  }

  /**
   * How much is lived through around whatever happens. By default two intervals before and three
   * minutes after, or one interval if that is longer.
   *
   * @param before at least one interval, so that every device is asked before it happens
   * @param after how long everything must have been quiet and settled before time may be skipped;
   *     at least one interval
   */
  public SimulationBuilder around(Duration before, Duration after) {
    requireOpen();
    this.around = new Around(before, after);
    return this;
  }

  /** Lives through every second, however quiet. */
  public SimulationBuilder withoutSkipping() {
    requireOpen();
    this.skips = false;
    return this;
  }

  /**
   * Builds the monitor and starts it at the beginning of the plan. To be called once.
   *
   * @throws IllegalArgumentException when less than an interval is to be lived through {@link
   *     #around} what happens
   */
  public Simulation start() {
    requireOpen();
    around().requireAtLeast(schedule.interval());
    started = true;
    return new Simulation(this);
  }

  /** How much is lived through around what happens. */
  Around around() {
    return around == null ? Around.usual(schedule.interval()) : around;
  }

  /** A monitor over all this. */
  Monitor build(MonitorBuilder bare) {
    MonitorBuilder builder = bare;
    for (UnaryOperator<MonitorBuilder> more : monitor) {
      builder = more.apply(builder);
    }
    return builder.build();
  }

  private void requireOpen() {
    if (started) {
      throw new IllegalStateException(
          "the simulation was started already; say all of it before start()");
    }
  }

  /** How much is lived through before something happens, and after it. */
  record Around(Duration before, Duration after) {
    private static final Duration USUALLY_AFTER = Duration.ofMinutes(3);

    static Around usual(Duration interval) {
      boolean isOften = interval.compareTo(USUALLY_AFTER) < 0;
      return new Around(interval.multipliedBy(2), isOften ? USUALLY_AFTER : interval);
    }

    void requireAtLeast(Duration interval) {
      if (before.compareTo(interval) < 0 || after.compareTo(interval) < 0) {
        throw new IllegalArgumentException(
            "simulation: around what happens at least one interval of %s is needed, was %s and %s"
                .formatted(interval, before, after));
      }
    }
  }
}
