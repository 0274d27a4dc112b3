package io.ispmonitor.testkit.trial;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.testkit.check.InvariantChecker;
import io.ispmonitor.testkit.check.InvariantCheckerBuilder;
import io.ispmonitor.testkit.sim.FaultPlan;
import io.ispmonitor.testkit.sim.SimulatedNetwork;
import io.ispmonitor.testkit.sim.SimulatedProbe;
import io.ispmonitor.testkit.sim.Simulation;
import io.ispmonitor.testkit.sim.SimulationBuilder;
import io.ispmonitor.testkit.sim.Truth;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One seed's worth of trouble for a monitor: everything about it is drawn from the seed, so the
 * same seed takes the same course again. For one thread.
 */
public final class Trial {
  /** When the time of every trial begins: in the week in which European clocks go forward. */
  public static final Instant START = Instant.parse("2026-03-27T00:00:00Z");

  private static final Schedule SCHEDULE = Draw.schedule();
  private static final Duration AROUND = Duration.ofMinutes(3);

  private final long seed;
  private final Duration lasting;
  private final Draw draw;
  private final FaultPlan plan;
  private final Truth truth;
  private final Maintenance maintenance;
  private final ReachabilityOverrides overrides;
  private final StateLog log = InMemoryStateLog.create();
  private @Nullable AlertTrial alerts;
  private boolean ran;

  private Trial(long seed, Duration lasting) {
    this.seed = seed;
    this.lasting = lasting;
    this.draw = new Draw(seed);
    SimulatedNetwork network = SimulatedNetwork.provider(draw.shape(), seed);
    this.plan = new DrawnFaults(draw).plan(network, lasting);
    this.truth = Truth.of(network, plan);
    this.maintenance = draw.maintenance(network, lasting);
    this.overrides = draw.overrides(network);
  }

  /**
   * What a seed holds in store.
   *
   * @param lasting how long, in virtual time; an hour to a year
   */
  public static Trial of(long seed, Duration lasting) {
    if (lasting.compareTo(Duration.ofHours(1)) < 0 || lasting.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("a trial lasts from an hour to a year, was " + lasting);
    }
    return new Trial(seed, lasting);
  }

  /** What goes wrong, to be read when something did. */
  public FaultPlan plan() {
    return plan;
  }

  /**
   * Tries an alerting as well: with channels that fail at times, people who take some of what they
   * are told, and a checker of its own.
   *
   * @param alerting makes one of the parts, for the first monitor and after each restart
   */
  public Trial alerting(Function<AlertParts, MonitorExtension> alerting) {
    this.alerts = new AlertTrial(seed, draw, plan, lasting, alerting);
    return this;
  }

  /**
   * Lets a monitor live through it.
   *
   * @throws IllegalStateException when it ran already
   */
  public TrialResult run() {
    return runWith(monitor -> monitor);
  }

  /**
   * Lets a monitor live through it, with listeners of the host's, to see what happens.
   *
   * @throws IllegalStateException when it ran already: its maintenance and its state log are used
   *     up
   */
  public TrialResult runWith(UnaryOperator<MonitorBuilder> more) {
    if (ran) {
      throw new IllegalStateException(
          "the trial of seed %d ran already; to run it again, take another Trial.of(%d, ...)"
              .formatted(seed, seed));
    }
    ran = true;
    InvariantChecker checker = checker();
    SimulationBuilder builder =
        Simulation.of(truth)
            .watchUplinks()
            .monitor(bare -> more.apply(equipped(bare, checker)))
            .schedule(SCHEDULE)
            .around(AROUND, AROUND)
            .through(this::spoilt)
            .stopAt(new NextMaintenance(maintenance)::after);
    Simulation[] running = new Simulation[1];
    for (Draw.Restart restart : draw.restarts(lasting)) {
      builder.at(START.plus(restart.after()), () -> running[0].restart(restart.away()));
    }
    try (Simulation simulation = builder.start()) {
      running[0] = simulation;
      simulation.run(lasting);
      checker.conclude();
      TrialResult result =
          new TrialResult(seed, simulation.report(), checker.counts(), checker.violations());
      return alerts == null ? result : alerts.conclude(result);
    }
  }

  private MonitorBuilder equipped(MonitorBuilder bare, InvariantChecker checker) {
    MonitorBuilder checked = bare.with(checker);
    return (alerts == null ? checked : alerts.attach(checked))
        .maintenance(maintenance)
        .overrides(overrides)
        .stateLog(log)
        .metrics(new NoSamples())
        .summaryEvery(Duration.ofDays(1));
  }

  private Probe spoilt(Probe probe, TimeSource time) {
    SimulatedNetwork network = truth.network();
    Set<String> behindRouters = draw.refused(network);
    Predicate<String> isRefused =
        device ->
            behindRouters.contains(device) && !truth.condition(device, time.instant()).isClear();
    return new SpoiltProbe(
        probe, time, isRefused, draw.failures(network, lasting), draw.everyOther(network, lasting));
  }

  private InvariantChecker checker() {
    Inventory inventory = truth.network().toInventory();
    InvariantCheckerBuilder builder =
        InvariantChecker.watching(inventory)
            .asking(SimulatedProbe.NAME, SCHEDULE)
            .overrides(overrides)
            .truth(KnownTruth.of(truth));
    truth.network().watchedUplinks().forEach(builder::uplink);
    return builder.build();
  }
}
