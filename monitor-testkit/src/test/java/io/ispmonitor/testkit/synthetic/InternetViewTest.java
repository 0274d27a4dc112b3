package io.ispmonitor.testkit.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.synthetic.InternetState;
import io.ispmonitor.synthetic.InternetVerdict;
import io.ispmonitor.synthetic.InternetView;
import io.ispmonitor.synthetic.PublicResolver;
import io.ispmonitor.synthetic.Synthetic;
import io.ispmonitor.synthetic.TargetEvidence;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InternetViewTest {
  private static final String CLOUDFLARE = PublicResolver.CLOUDFLARE.device().id();
  private static final String GOOGLE = PublicResolver.GOOGLE.device().id();
  private static final String QUAD9 = PublicResolver.QUAD9.device().id();

  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final Inventory inventory = new Inventory();
  private final ScriptedProbe network = ScriptedProbe.over(inventory, time);
  private final List<InternetState> changes = new ArrayList<>();
  private final InternetView view =
      InternetView.builder()
          .targets(PublicResolver.devices(), network.name())
          .onChange(verdict -> changes.add(verdict.state()))
          .build();
  private final Monitor monitor =
      Monitor.builder()
          .inventory(inventory)
          .probe(network, Synthetic.schedule())
          .with(view)
          .time(time)
          .build();

  InternetViewTest() {
    inventory.addAll(PublicResolver.devices());
    inventory.add(Device.of("bystander", PublicResolver.QUAD9.address()));
  }

  @AfterEach
  void close() {
    monitor.close();
    network.close();
  }

  private InternetState after(Duration passed) {
    time.advance(passed);
    return view.verdict().state();
  }

  @Test
  @DisplayName("before anything is known nothing is decided")
  void undecided() {
    InternetVerdict verdict = view.verdict();
    assertEquals(InternetState.UNDECIDED, verdict.state());
    assertEquals(2, verdict.quorum());
    assertEquals(TargetEvidence.Finding.UNKNOWN, verdict.evidence().get(0).finding());
    assertEquals("UNDECIDED: 0 of 3 targets reached, 2 wanted", view.toString());
  }

  @Test
  @DisplayName("one silent target is no matter, two are: told once each way, with the evidence")
  void quorum() {
    monitor.start();
    assertEquals(InternetState.REACHABLE, after(Duration.ofMinutes(6)));
    network.kill(GOOGLE);
    assertEquals(InternetState.REACHABLE, after(Duration.ofMinutes(6)));
    network.kill(QUAD9);
    assertEquals(InternetState.UNREACHABLE, after(Duration.ofMinutes(6)));
    TargetEvidence last = view.verdict().evidence().get(2);
    assertEquals(QUAD9, last.device());
    assertEquals(TargetEvidence.Finding.MISSED, last.finding());
    assertEquals(ProbeOutcome.Silent.class, last.outcome().getClass());
    network.revive(QUAD9);
    assertEquals(InternetState.REACHABLE, after(Duration.ofMinutes(6)));
    assertEquals(
        List.of(InternetState.REACHABLE, InternetState.UNREACHABLE, InternetState.REACHABLE),
        changes);
  }

  @Test
  @DisplayName(
      "without a route the last valid outcomes grow old, until nothing is decided: told once")
  void invalid() {
    monitor.start();
    assertEquals(InternetState.REACHABLE, after(Duration.ofMinutes(6)));
    for (String device : List.of(CLOUDFLARE, GOOGLE, QUAD9)) {
      network.set(device, ScriptedProbe.broken("no route"));
    }
    assertEquals(InternetState.REACHABLE, after(Duration.ofMinutes(8)));
    assertEquals(InternetState.UNDECIDED, after(Duration.ofMinutes(15)));
    assertEquals(List.of(InternetState.REACHABLE, InternetState.UNDECIDED), changes);
  }

  @Test
  @DisplayName(
      "a wall clock that is set back, or on, neither holds the verdict up nor makes it old")
  void clockStep() {
    monitor.start();
    assertEquals(InternetState.REACHABLE, after(Duration.ofMinutes(6)));
    time.stepWallClock(Duration.ofHours(-1));
    for (String device : List.of(CLOUDFLARE, GOOGLE, QUAD9)) {
      network.kill(device);
    }
    assertEquals(InternetState.UNREACHABLE, after(Duration.ofMinutes(11)));
    time.stepWallClock(Duration.ofHours(2));
    assertEquals(InternetState.UNREACHABLE, after(Duration.ofMinutes(1)));
  }

  @Test
  @DisplayName("a quorum that can never be met, and a view of nothing, are refused")
  void badConfiguration() {
    InternetView.Builder builder = InternetView.builder();
    assertThrows(IllegalArgumentException.class, builder::build);
    builder.target("a", "dns");
    assertThrows(IllegalArgumentException.class, () -> builder.quorum(2).build());
    assertThrows(IllegalArgumentException.class, () -> builder.staleAfter(Duration.ZERO));
  }
}
