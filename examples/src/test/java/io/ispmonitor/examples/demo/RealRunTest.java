package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.icmp.IcmpUnavailableException;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RealRunTest {
  private final Stage stage = new Stage();

  @Test
  @DisplayName("addresses are watched until the given time, and a dead one is told")
  void watches() {
    stage.probe.set("192.0.2.2", ScriptedProbe.silent());
    assertEquals(
        0, stage.run("--targets", "192.0.2.1,192.0.2.2", "--interval", "1s", "--duration", "1m"));
    assertEquals(Duration.ofMinutes(1), stage.passed());
    assertEquals(1, stage.lines("192.0.2.2 is DOWN: 3 questions in a row unanswered").size());
    assertEquals(1, stage.lines("IcmpProbe icmp = IcmpProbe.open()").size());
  }

  @Test
  @DisplayName("without a time it watches until it is interrupted")
  void untilInterrupted() {
    stage.interruptedAfter(Duration.ofMinutes(30)).run("--targets", "192.0.2.1");
    assertEquals(1, stage.lines("Summary after 30m00s").size(), stage.out());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("a full disk ends the run with a sentence")
  void fullDisk() {
    assertEquals(2, stage.run("--targets", "192.0.2.1", "--interval", "1s", "--csv", "/dev/full"));
    assertTrue(stage.passed().toSeconds() < 10, "ended after " + stage.passed());
    assertTrue(stage.err().contains("/dev/full could not be written"), stage.err());
  }

  @Test
  @DisplayName("where ICMP is not permitted, the sentence that says how to allow it comes out")
  void notPermitted() {
    Surroundings usual = stage.surroundings();
    Surroundings refusing =
        new Surroundings(
            usual.out(),
            usual.err(),
            null,
            usual.time(),
            usual.zone(),
            options -> {
              throw new IcmpUnavailableException("no socket; allow it by such and such");
            },
            usual.agents(),
            usual.waiting(),
            usual.interrupts(),
            Map.of(),
            options -> null);
    assertEquals(2, Demo.run(List.of("--targets", "192.0.2.1"), refusing));
    assertEquals("no socket; allow it by such and such", stage.err().strip());
  }

  @Test
  @Tag("interop")
  @DisplayName("two addresses of the loopback answer real echoes")
  void realEchoes() {
    Surroundings usual = stage.surroundings();
    Surroundings real =
        new Surroundings(
            usual.out(),
            usual.err(),
            null,
            TimeSource.system(),
            ZoneOffset.UTC,
            Demo::icmp,
            usual.agents(),
            RealRunTest::awaitGenerously,
            usual.interrupts(),
            Map.of(),
            options -> null);
    List<String> args = List.of("--targets", "127.0.0.1,127.0.0.9", "--once", "--json");
    assertEquals(0, Demo.run(args, real), stage.err());
    assertEquals(2, stage.lines("\"state\":\"UP\",\"rtt\":").size(), stage.out());
    assertTrue(stage.out().contains("\"address\":\"127.0.0.9\""), stage.out());
  }

  static void awaitGenerously(CountDownLatch end) throws InterruptedException {
    assertTrue(end.await(60, TimeUnit.SECONDS), "the run did not end");
  }
}
