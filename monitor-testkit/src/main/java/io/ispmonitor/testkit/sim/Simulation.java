package io.ispmonitor.testkit.sim;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * A real monitor that lives through a plan of faults in virtual time.
 *
 * <p><b>Quiet stretches are skipped.</b> When no fault has begun, ended or changed for some
 * minutes, nor any state, and the monitor has it right of every device (who can be reached is up,
 * who cannot is not, nobody flaps and nothing is unconfirmed), the clock jumps to shortly before
 * the next thing that happens, as {@link ManualTime#pause} does it: to the monitor this looks like
 * a machine that was suspended, which it has to survive anyway. So whatever goes by the clock alone
 * (the end of a maintenance, a report at midnight) has to be named with {@link
 * SimulationBuilder#stopAt}, or it comes late.
 *
 * <p>While any fault loses or delays some of what passes, and not all, chance decides and nothing
 * is skipped, however long that is. A device that the monitor does not get right, or that never
 * settles, is waited for 6 hours; from then on time is skipped without it, until it has settled.
 *
 * <p>A {@link FaultKind#PROCESS_PAUSE} of the plan is such a jump too.
 *
 * <p>Everything runs on the thread that calls {@link #run}; a simulation is for one thread.
 */
public final class Simulation implements AutoCloseable {
  private static final Duration STRIDE = Duration.ofSeconds(15);

  private final Truth truth;
  private final ManualTime time;
  private final SimulatedProbe probe;
  private final Probe asked;
  private final SimulationBuilder from;
  private Monitor monitor;
  private final Agenda agenda;
  private final Quiet quiet;
  private final boolean skips;
  private long skippedNanos;
  private int skipCount;

  Simulation(SimulationBuilder from) {
    this.from = from;
    this.truth = from.truth;
    this.time = ManualTime.startingAt(truth.plan().start());
    this.probe = truth.probe(time);
    this.asked = from.through.apply(probe, time);
    this.agenda = new Agenda(from, time);
    this.quiet = new Quiet(truth, probe, from.around().after());
    this.skips = from.skips;
    this.monitor = built();
    monitor.start();
  }

  private Monitor built() {
    return from.build(
        Monitor.builder()
            .inventory(from.inventory)
            .time(time)
            .probe(asked, from.schedule)
            .listener(new Watcher()));
  }

  /** A network under a plan. */
  public static SimulationBuilder of(SimulatedNetwork network, FaultPlan plan) {
    return new SimulationBuilder(Truth.of(network, plan));
  }

  /** A truth that is known already. */
  public static SimulationBuilder of(Truth truth) {
    return new SimulationBuilder(truth);
  }

  /** Lets so much virtual time pass. May be called again to go on. */
  public SimulationReport run(Duration duration) {
    long end = time.nanoTime() + duration.toNanos();
    agenda.runDue();
    while (time.nanoTime() < end) {
      long next = Math.min(end, agenda.nextNanos());
      long stride = Math.min(next, time.nanoTime() + STRIDE.toNanos());
      time.advance(Duration.ofNanos(stride - time.nanoTime()));
      pause(agenda.pauseNow());
      agenda.runDue();
      if (stride == next) {
        quiet.disturbed(); // what was named is worth to be lived through like a fault
      }
      skip(end);
    }
    return report();
  }

  /**
   * Ends the monitor and starts another, described as the first one: with a state log of the
   * host's, it goes on where that one was.
   *
   * @param away how long none runs
   */
  public void restart(Duration away) {
    monitor.close();
    time.advance(away);
    quiet.disturbed();
    jumped();
    monitor = built();
    monitor.start();
  }

  /** The monitor that is tried; another one after a restart. */
  public Monitor monitor() {
    return monitor;
  }

  /** The devices the monitor watches; may be changed while it runs. */
  public Inventory inventory() {
    return monitor.inventory();
  }

  /** How it really is. */
  public Truth truth() {
    return truth;
  }

  /** The probe that answers it. */
  public SimulatedProbe probe() {
    return probe;
  }

  /** The time it lives by. */
  public ManualTime time() {
    return time;
  }

  /** How far it came so far. */
  public SimulationReport report() {
    Duration virtual = Duration.ofNanos(time.nanoTime());
    Instant now = truth.plan().start().plus(virtual);
    Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    for (Fault fault : truth.plan().faults()) {
      if (fault.from().isBefore(now)) {
        faults.merge(fault.kind(), 1, Integer::sum);
      }
    }
    return new SimulationReport(
        virtual, virtual.minusNanos(skippedNanos), skipCount, probe.asked(), probe.lost(), faults);
  }

  /** Ends the monitor and the probe. */
  @Override
  public void close() {
    monitor.close();
    probe.close();
  }

  private void pause(Duration length) {
    if (!length.isZero()) {
      time.pause(length);
      jumped();
    }
  }

  private void jumped() {
    from.jumps.forEach(listener -> listener.accept(time.instant()));
  }

  private void skip(long end) {
    if (!skips) {
      return;
    }
    long target = agenda.nextToSkipTo(end);
    if (agenda.isWorthIt(target) && quiet.isQuiet(monitor)) {
      quiet.awaitAnswers(time);
      long jump = target - time.nanoTime();
      pause(Duration.ofNanos(jump));
      skippedNanos += jump;
      skipCount++;
    }
  }

  /** Notices when states change. */
  private final class Watcher implements MonitorListener {
    @Override
    public void onStateChange(StateChange change) {
      quiet.disturbed();
    }
  }
}
