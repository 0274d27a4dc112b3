package io.ispmonitor.testkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpoiltProbeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final ManualTime time = ManualTime.startingAt(Trial.START);
  private final Inventory inventory = new Inventory();
  private final ScriptedProbe scripted = ScriptedProbe.over(inventory, time);
  private final List<ProbeOutcome> outcomes = new ArrayList<>();
  private final Set<String> refused = new HashSet<>(Set.of("a"));

  private final SpoiltProbe probe =
      new SpoiltProbe(
          scripted, time, refused::contains, List.of(failure("b")), List.of(failure("c")));

  SpoiltProbeTest() {
    inventory.addAll(List.of(device("a"), device("b"), device("c")));
  }

  private static Device device(String id) {
    return Device.named(id).address(InetAddress.getLoopbackAddress()).build();
  }

  @AfterEach
  void close() {
    scripted.close();
  }

  private static Draw.Failure failure(String id) {
    return new Draw.Failure(0, id, Trial.START.plusSeconds(60), Trial.START.plusSeconds(120));
  }

  private ProbeOutcome ask(String id, Runnable meanwhile) {
    outcomes.clear();
    probe.start(device(id), new Deadline(time.nanoTime(), TIMEOUT.toNanos()), outcomes::add);
    meanwhile.run();
    time.advance(TIMEOUT);
    assertEquals(1, outcomes.size());
    return outcomes.get(0);
  }

  private ProbeOutcome ask(String id) {
    return ask(id, () -> {});
  }

  @Test
  @DisplayName("a silence is a refusal where a router says so, and an answer stays one")
  void refused() {
    assertInstanceOf(ProbeOutcome.Answered.class, ask("a"));
    scripted.kill("a");
    scripted.kill("b");
    assertInstanceOf(ProbeOutcome.Refused.class, ask("a"));
    assertInstanceOf(ProbeOutcome.Silent.class, ask("b"));
  }

  @Test
  @DisplayName("a silence of ours stays one")
  void paused() {
    scripted.kill("a");
    assertInstanceOf(ProbeOutcome.Silent.class, ask("a", () -> time.pause(Duration.ofMinutes(1))));
  }

  @Test
  @DisplayName("a router refuses by what was so when the question was sent")
  void refusedOnlyThen() {
    refused.clear();
    scripted.kill("a");
    assertInstanceOf(ProbeOutcome.Silent.class, ask("a", () -> refused.add("a")));
  }

  @Test
  @DisplayName("our side fails to ask a device for a time")
  void broken() {
    assertInstanceOf(ProbeOutcome.Answered.class, ask("b"));
    time.advance(Duration.ofMinutes(1));
    assertInstanceOf(ProbeOutcome.Broken.class, ask("b"));
    time.advance(Duration.ofMinutes(1));
    assertInstanceOf(ProbeOutcome.Answered.class, ask("b"));
  }

  @Test
  @DisplayName("our side fails to ask a device every other time for a time")
  void everyOther() {
    assertInstanceOf(ProbeOutcome.Answered.class, ask("c"));
    assertInstanceOf(ProbeOutcome.Answered.class, ask("c"));
    time.advance(Duration.ofMinutes(1));
    assertInstanceOf(ProbeOutcome.Answered.class, ask("c"));
    assertInstanceOf(ProbeOutcome.Broken.class, ask("c"));
    assertInstanceOf(ProbeOutcome.Answered.class, ask("c"));
    time.advance(Duration.ofMinutes(1));
    assertInstanceOf(ProbeOutcome.Answered.class, ask("c"));
    assertInstanceOf(ProbeOutcome.Answered.class, ask("c"));
  }
}
