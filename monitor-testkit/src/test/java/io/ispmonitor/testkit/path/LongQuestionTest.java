package io.ispmonitor.testkit.path;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.metric.PowerMetrics;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A probe that may take long, and a device that is asked out of turn meanwhile. */
class LongQuestionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TAKES = Duration.ofSeconds(2);

  private final ManualTime time = ManualTime.startingAt(World.NOON);
  private final ScriptedProbe echoes = ScriptedProbe.in(time);
  private final ScriptedProbe meter = ScriptedProbe.named("meter", Role.DATA, time);
  private final Monitor monitor =
      Monitor.builder()
          .device(World.device("a"))
          .probe(echoes, Schedule.every(Duration.ofSeconds(30)))
          .probe(meter, Schedule.every(Duration.ofMinutes(1)).timeout(TIMEOUT))
          .time(time)
          .build();

  @BeforeEach
  void begin() {
    answersAfter(TAKES);
    monitor.start();
    untilAskedTimes(1);
  }

  private void untilAskedTimes(int times) {
    while (meter.asked("a").size() < times) {
      time.advance(Duration.ofMillis(10));
    }
  }

  @AfterEach
  void close() {
    monitor.close();
    echoes.close();
    meter.close();
  }

  private void answersAfter(Duration taken) {
    meter.set(
        "a",
        (deadline, later, outcome) ->
            later.after(
                taken,
                () ->
                    outcome.accept(
                        new ProbeOutcome.Answered(Readings.of(PowerMetrics.VOLTAGE, 27)))));
  }

  /** A moment later, since who was asked at this very moment need not be asked again. */
  private void askOutOfTurn() {
    time.advance(Duration.ofMillis(10));
    monitor.askNow("a");
  }

  private Duration betweenLastTwo() {
    List<Instant> asked = meter.asked("a");
    return Duration.between(asked.get(asked.size() - 2), asked.get(asked.size() - 1));
  }

  @Test
  @DisplayName("is asked again soon after the question under way has ended, not at its deadline")
  void soonAfterTheEnd() {
    askOutOfTurn();
    untilAskedTimes(2);
    Duration between = betweenLastTwo();
    assertTrue(between.compareTo(TAKES) >= 0, between.toString());
    assertTrue(between.compareTo(TAKES.plusMillis(600)) < 0, between.toString());
  }

  @Test
  @DisplayName(
      "is asked again when a question that never ends is given up, a second after its deadline")
  void atTheDeadline() {
    answersAfter(Duration.ofHours(1));
    untilAskedTimes(2);
    askOutOfTurn();
    untilAskedTimes(3);
    Duration between = betweenLastTwo();
    assertTrue(between.compareTo(TIMEOUT) >= 0, between.toString());
    assertTrue(between.compareTo(TIMEOUT.plusMillis(1_100)) < 0, between.toString());
  }
}
