package io.ispmonitor.testkit.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.testkit.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor lives through bad days; its verdicts are held against what really was. */
@Execution(ExecutionMode.CONCURRENT)
class VerdictsAgainstTruthTest {
  private static final Duration DAY = Duration.ofDays(1);

  /** After so long without any change every verdict has to be right. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  @ParameterizedTest(name = "seeds {0} to {0} + 4")
  @ValueSource(longs = {0, 5, 10, 15})
  @DisplayName("who is called down was at fault, and once it is quiet all states are the truth")
  void day(long first) {
    for (long seed = first; seed < first + 5; seed++) {
      SimulatedNetwork network = SimulatedNetwork.provider(seed);
      FaultProfile profile = FaultProfile.stormy().times(1.5);
      FaultPlan plan = FaultPlan.random(network, profile, seed, Village.START, DAY);
      List<String> findings = new Day(Truth.of(network, plan)).findings(builder -> builder);
      long found = seed;
      assertEquals(List.of(), findings, () -> "seed " + found + "\n" + plan);
    }
  }

  @Test
  @DisplayName("a monitor that knows no dependencies is found out")
  void wrongMonitor() {
    FaultPlan.Builder plan = Village.plan().at(Duration.ofHours(1), DAY).reboot("tower-1");
    Inventory flat = new Inventory();
    for (Device device : Village.network().build().devices()) {
      flat.add(device.toBuilder().dependencies(List.of()).build());
    }
    List<String> findings =
        new Day(Village.under(plan)).findings(builder -> builder.inventory(flat));
    assertTrue(findings.stream().anyMatch(is -> is.contains("blamed")), findings.toString());
    assertTrue(findings.stream().anyMatch(is -> is.contains("silent because of [tower-1]")));
  }

  /** One network and one day. */
  private static final class Day {
    private final Truth truth;
    private final RecordingListener changes = new RecordingListener();
    private final Map<String, List<Instant>> misses = new HashMap<>();
    private final Set<String> answering = new HashSet<>();
    private final Map<String, Instant> recovered = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int looks;

    Day(Truth truth) {
      this.truth = truth;
    }

    List<String> findings(UnaryOperator<MonitorBuilder> more) {
      SimulationBuilder builder =
          Simulation.of(truth).monitor(more).listener(changes).outcomes(this::note);
      Simulation[] running = new Simulation[1];
      for (Instant quiet : quietTimes()) {
        builder.at(quiet, () -> look(running[0], quiet));
      }
      try (Simulation simulation = builder.start()) {
        running[0] = simulation;
        simulation.run(DAY);
      }
      assertTrue(looks > 0, "it was never quiet");
      changes.changes().stream()
          .filter(change -> change.to() == DeviceState.DOWN)
          .forEach(this::downWasTrue);
      return findings;
    }

    private void note(ProbeResult result) {
      String id = result.device().id();
      boolean answered = result.outcome() instanceof ProbeOutcome.Answered;
      if (result.outcome() instanceof ProbeOutcome.Silent) {
        misses.computeIfAbsent(id, device -> new ArrayList<>()).add(result.askedAt());
      }
      if (answered && answering.contains(id)) {
        recovered.put(id, result.askedAt());
      }
      if (answered) {
        answering.add(id);
      } else {
        answering.remove(id);
      }
    }

    /** Just before a change that comes after some quiet. */
    private List<Instant> quietTimes() {
      List<Instant> quiet = new ArrayList<>();
      Instant end = Village.START.plus(DAY);
      Instant last = Village.START;
      while (last.isBefore(end)) {
        Instant next = truth.nextChange(last).filter(at -> at.isBefore(end)).orElse(end);
        if (next.isAfter(last.plus(SETTLED))) {
          quiet.add(next.minusMillis(1));
        }
        last = next;
      }
      return quiet.stream().filter(at -> !isPausedBefore(at)).toList();
    }

    private boolean isPausedBefore(Instant at) {
      return truth.plan().faults().stream()
          .filter(fault -> fault.kind() == FaultKind.PROCESS_PAUSE)
          .anyMatch(fault -> fault.from().isBefore(at) && fault.to().isAfter(at.minus(SETTLED)));
    }

    private void look(Simulation simulation, Instant at) {
      for (Device device : truth.network().devices()) {
        Condition condition = truth.condition(device.id(), at);
        DeviceStatus status = simulation.monitor().status(device.id()).orElseThrow();
        if (condition.isSilent()) {
          silentIsKnown(status, at);
        } else if (condition.isClear() && !status.state().isAnswering()) {
          findings.add(at + ": answers, but is " + status);
        }
        looks++;
      }
    }

    private void silentIsKnown(DeviceStatus status, Instant at) {
      String id = status.device().id();
      Set<String> roots = truth.roots(id, at);
      Outage outage = status.outage();
      boolean isRight =
          outage != null
              && status.state()
                  == (outage.root().equals(id) ? DeviceState.DOWN : DeviceState.UNREACHABLE)
              && (roots.contains(outage.root()) || isStillAtFault(outage, at))
              && (!roots.contains(id) || outage.root().equals(id));
      if (!isRight) {
        findings.add(at + ": silent because of " + roots + ", but is " + status);
      }
    }

    /**
     * An outage of its own stays its own, whatever fails above it later, until two answers in a row
     * end it.
     */
    private boolean isStillAtFault(Outage outage, Instant at) {
      return truth.isSilent(outage.root(), at)
          && mayBlame(outage.root(), outage.startedAt())
          && recovered.getOrDefault(outage.root(), Instant.MIN).isBefore(outage.startedAt());
    }

    private void downWasTrue(StateChange change) {
      String id = change.device();
      Instant first = change.evidence().firstUnansweredAt();
      List<Instant> unanswered =
          misses.getOrDefault(id, List.of()).stream()
              .filter(at -> first != null && !at.isBefore(first) && at.isBefore(change.at()))
              .toList();
      if (unanswered.size() < 3 || unanswered.stream().noneMatch(at -> mayBlame(id, at))) {
        findings.add("blamed for " + unanswered + ": " + change);
      }
    }

    /** It was at fault itself, or chance may have made it look so. */
    private boolean mayBlame(String id, Instant at) {
      return truth.roots(id, at).contains(id)
          || (!truth.isSilent(id, at) && truth.condition(id, at).loss() > 0);
    }
  }
}
