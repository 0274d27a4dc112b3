package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IcmpProbeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EngineInABox box = new EngineInABox();
  private final List<ProbeOutcome> outcomes = new ArrayList<>();

  private IcmpProbe probe(int count, Duration spacing) {
    return new IcmpProbe("icmp", new EchoBackend(box.engine, count, spacing));
  }

  private Question ask(IcmpProbe probe, int number) {
    Device device = Device.of("device-" + number, FakeEchoSocket.address(number));
    Deadline deadline = new Deadline(box.time.nanoTime(), SECOND.toNanos());
    return probe.start(device, deadline, outcomes::add);
  }

  private <T extends ProbeOutcome> T only(Class<T> kind) {
    assertEquals(1, outcomes.size(), outcomes::toString);
    return assertInstanceOf(kind, outcomes.get(0));
  }

  @Test
  @DisplayName("a question of one echo brings its round trip and no loss")
  void single() {
    IcmpProbe probe = probe(1, SECOND);
    ask(probe, 1);
    box.advance(Duration.ofMillis(50));
    Readings readings = only(ProbeOutcome.Answered.class).readings();
    assertSame(probe.layout(), readings.layout());
    assertEquals(0.005, readings.value(0));
    assertEquals(0, readings.value(1));
    assertSame(Role.REACHABILITY, probe.role());
    assertEquals("icmp", probe.name());
  }

  @Test
  @DisplayName("silence is told before the deadline, so that nobody else has to call it silence")
  void silentInTime() {
    box.silence(1);
    ask(probe(1, SECOND), 1);
    box.advance(Duration.ofMillis(990));
    only(ProbeOutcome.Silent.class);
  }

  @Test
  @DisplayName("a step of the clock leaves a gap in place of the round trip")
  void clockStep() {
    ask(probe(1, SECOND), 1);
    box.settle();
    box.time.stepWallClock(Duration.ofHours(1));
    box.advance(SECOND);
    Readings readings = only(ProbeOutcome.Answered.class).readings();
    assertSame(Gap.CLOCK_STEP, readings.gap(0));
    assertEquals(0, readings.value(1));
  }

  @Test
  @DisplayName("a device without an address is broken, and named")
  void noAddress() {
    Device device = Device.named("core-sw-1").hostName("core-sw-1.example").build();
    Question question =
        probe(1, SECOND).start(device, new Deadline(0, SECOND.toNanos()), outcomes::add);
    assertTrue(only(ProbeOutcome.Broken.class).reason().contains("core-sw-1"));
    assertSame(Question.DONE, question);
  }

  @Test
  @DisplayName("several echoes bring mean, extremes, jitter and loss")
  void series() {
    Duration[] roundTrips = {
      Duration.ofMillis(4), Duration.ofMillis(10), Duration.ofMillis(6), Duration.ofMillis(8)
    };
    box.socket.onSend.add(
        () -> box.socket.roundTrip = roundTrips[(box.socket.sent.size() - 1) % 4]);
    ask(probe(4, Duration.ofMillis(100)), 1);
    box.advance(SECOND);
    Readings readings = only(ProbeOutcome.Answered.class).readings();
    assertSame(IcmpMetrics.SERIES, readings.layout());
    assertEquals(0.007, readings.value(0), 1e-9, "mean");
    assertEquals(0.004, readings.value(1), 1e-9, "min");
    assertEquals(0.010, readings.value(2), 1e-9, "max");
    assertEquals(0.004, readings.value(3), 1e-9, "mean of 6, 4 and 2 ms");
    assertEquals(0, readings.value(4));
  }

  @Test
  @DisplayName("echoes of a question leave one spacing apart")
  void spacing() {
    ask(probe(3, Duration.ofMillis(100)), 1);
    box.advance(Duration.ofMillis(50));
    assertEquals(1, box.socket.sent.size());
    box.advance(Duration.ofMillis(100));
    assertEquals(2, box.socket.sent.size());
    box.advance(Duration.ofMillis(100));
    assertEquals(3, box.socket.sent.size());
  }

  @Test
  @DisplayName("lost echoes are a share of all, and jitter skips pairs with a lost one")
  void loss() {
    box.socket.onSend.add(
        () -> {
          box.socket.silent.clear();
          if (box.socket.sent.size() == 2) {
            box.silence(1);
          }
        });
    ask(probe(4, Duration.ofMillis(50)), 1);
    box.advance(SECOND.multipliedBy(2));
    Readings readings = only(ProbeOutcome.Answered.class).readings();
    assertEquals(0.25, readings.value(4));
    assertEquals(0, readings.value(3));
    box.socket.onSend.clear();
    box.socket.onSend.add(
        () -> {
          box.socket.silent.clear();
          if (box.socket.sent.size() % 2 == 0) {
            box.silence(1);
          }
        });
    outcomes.clear();
    ask(probe(2, Duration.ofMillis(50)), 1);
    box.advance(SECOND.multipliedBy(2));
    assertSame(Gap.NOT_SENT, only(ProbeOutcome.Answered.class).readings().gap(3), "no pair");
  }

  @Test
  @DisplayName("a question of which nothing was answered is silent, once, within the deadline")
  void seriesSilent() {
    box.silence(1);
    ask(probe(3, Duration.ofMillis(100)), 1);
    box.advance(Duration.ofMillis(990));
    only(ProbeOutcome.Silent.class);
  }

  @Test
  @DisplayName("one ICMP error refuses a question that nobody answers")
  void seriesRefused() {
    box.silence(1);
    ask(probe(2, Duration.ofMillis(100)), 1);
    box.settle();
    box.socket.refuse(box.socket.last(), new IcmpError(false, 3, 1, 0, FakeEchoSocket.address(9)));
    box.advance(SECOND);
    assertEquals(FakeEchoSocket.address(9), only(ProbeOutcome.Refused.class).by());
  }

  @Test
  @DisplayName("silence of which a part proves nothing is void, never silence")
  void seriesVoid() {
    box.silence(1);
    ask(probe(2, Duration.ofMillis(400)), 1);
    box.advance(Duration.ofMillis(100));
    box.socket.drop(1);
    box.advance(SECOND);
    assertTrue(only(ProbeOutcome.Void.class).reason().contains("overflowed"));
  }

  @Test
  @DisplayName("an answer of which a part proves nothing is partial, its loss without that part")
  void seriesPartial() {
    box.socket.onSend.add(
        () -> {
          if (box.socket.sent.size() == 1) {
            box.silence(1);
          } else {
            box.socket.silent.clear();
          }
        });
    ask(probe(2, Duration.ofMillis(400)), 1);
    box.advance(Duration.ofMillis(100));
    box.socket.drop(1);
    box.advance(SECOND);
    ProbeOutcome.Partial partial = only(ProbeOutcome.Partial.class);
    assertTrue(partial.reason().startsWith("1 of 2 echoes prove nothing"), partial::reason);
    assertEquals(0, partial.readings().value(4));
  }

  @Test
  @DisplayName("echoes that do not fit into the deadline are refused with both numbers")
  void doesNotFit() {
    ask(probe(11, Duration.ofMillis(100)), 1);
    String reason = only(ProbeOutcome.Broken.class).reason();
    assertTrue(reason.contains("11 echoes") && reason.contains("PT1S"), reason);
    assertTrue(box.socket.sent.isEmpty());
  }

  @Test
  @DisplayName("a question that is called off is heard of no more, all its echoes included")
  void cancel() {
    box.silence(1);
    Question question = ask(probe(3, Duration.ofMillis(100)), 1);
    box.advance(Duration.ofMillis(150));
    question.cancel();
    box.advance(SECOND.multipliedBy(3));
    assertTrue(outcomes.isEmpty());
    assertEquals(2, box.socket.sent.size());
    assertEquals(0, box.loop.open());
  }

  @Test
  @DisplayName("closing the probe ends its questions as void")
  void close() {
    box.silence(1);
    IcmpProbe probe = probe(3, Duration.ofMillis(100));
    ask(probe, 1);
    box.advance(Duration.ofMillis(150));
    probe.close();
    assertTrue(only(ProbeOutcome.Void.class).reason().contains("closed"));
  }

  @Test
  @DisplayName("the health of the probe is that of its engine")
  void health() {
    assertEquals(
        List.of("icmp.loop", "icmp.replies", "icmp.socket.ipv4", "icmp.socket.ipv6"),
        probe(1, SECOND).health().stream().map(check -> check.name()).toList());
  }
}
