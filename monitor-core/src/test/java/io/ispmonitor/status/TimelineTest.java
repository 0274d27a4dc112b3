package io.ispmonitor.status;

import static io.ispmonitor.reachability.DeviceState.DEGRADED;
import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNKNOWN;
import static io.ispmonitor.reachability.DeviceState.UNREACHABLE;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.maintenance.Occurrence;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int HOUR = 3_600;

  private final List<StateChange> changes = new ArrayList<>();
  private final List<Work> work = new ArrayList<>();

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static Outage outage(String root, long began) {
    return Outage.of(root, at(began), 0);
  }

  private void change(long at, DeviceState from, DeviceState to, @Nullable Outage outage) {
    change(at, from, to, outage, Basis.ANSWERS, null);
  }

  private void change(
      long at,
      DeviceState from,
      DeviceState to,
      @Nullable Outage outage,
      Basis basis,
      @Nullable Instant firstMiss) {
    changes.add(Changes.of(at(at), from, to, outage, basis, firstMiss));
  }

  private static Work planned(long from, long to) {
    return Work.planned(new Occurrence(at(from), at(to)));
  }

  private List<StateSpan> spans() {
    List<StateSpan> spans = Timeline.of("a", changes, work, at(0), at(HOUR));
    Instant reached = at(0);
    for (StateSpan span : spans) {
      assertEquals(reached, span.from(), "without a hole or an overlap");
      reached = span.to();
    }
    assertEquals(at(HOUR), reached);
    return spans;
  }

  private List<String> texts() {
    return spans().stream()
        .map(
            is ->
                Duration.between(at(0), is.from()).toSeconds()
                    + " "
                    + is.kind()
                    + (is.root() == null ? "" : " by " + is.root()))
        .toList();
  }

  private Availability availability() {
    return Availability.of("a", at(0), at(HOUR), spans());
  }

  @Test
  @DisplayName("an outage counts from its first unanswered question to when it is found to be over")
  void ownOutage() {
    Outage outage = outage("a", 600);
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, outage);
    change(1_200, DOWN, UP, outage);
    assertEquals(List.of("0 UP", "600 DOWN by a", "1200 UP"), texts());
    assertEquals(Duration.ofMinutes(10), availability().time(TimeKind.DOWN));
    assertEquals(50 / 60.0, availability().own().orElseThrow(), 1e-9);
    assertEquals(1, availability().outages());
  }

  @Test
  @DisplayName("what is cut off is charged to the device at fault, from its own first silence on")
  void cutOff() {
    Outage outage = outage("tower", 590);
    change(-100, UNKNOWN, UP, null);
    change(605, UP, UNREACHABLE, outage, Basis.PARENTS, at(600));
    change(1_200, UNREACHABLE, UP, outage);
    assertEquals(List.of("0 UP", "600 UNREACHABLE by tower", "1200 UP"), texts());
    assertEquals(1.0, availability().own().orElseThrow());
    assertEquals(50 / 60.0, availability().experienced().orElseThrow(), 1e-9);
    assertEquals(0, availability().outages());
  }

  @Test
  @DisplayName("who was blamed first is not charged when a deeper root is found")
  void deeperRoot() {
    Outage first = outage("a", 600);
    Outage rooted = first.rootedAt("tower", 3, 0);
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, first);
    change(660, DOWN, UNREACHABLE, rooted, Basis.PARENTS, at(600));
    change(1_200, UNREACHABLE, UP, rooted);
    assertEquals(List.of("0 UP", "600 UNREACHABLE by tower", "1200 UP"), texts());
  }

  @Test
  @DisplayName("one that stays dead when its parent is back is charged from then on")
  void ownBehindAnother() {
    change(-100, UNKNOWN, UP, null);
    change(605, UP, UNREACHABLE, outage("tower", 590), Basis.PARENTS, at(600));
    change(1_200, UNREACHABLE, DOWN, outage("a", 600));
    change(1_800, DOWN, UP, outage("a", 600));
    assertEquals(List.of("0 UP", "600 UNREACHABLE by tower", "1200 DOWN by a", "1800 UP"), texts());
  }

  @Test
  @DisplayName("maintenance is apart, and an outage that it interrupts is one outage")
  void maintenance() {
    Outage outage = outage("a", 600);
    work.add(planned(-50, 300));
    work.add(planned(900, 1_200));
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, outage);
    change(1_800, DOWN, UP, outage);
    assertEquals(
        List.of(
            "0 MAINTENANCE",
            "300 UP",
            "600 DOWN by a",
            "900 MAINTENANCE by a",
            "1200 DOWN by a",
            "1800 UP"),
        texts());
    assertEquals(1, availability().outages());
    assertEquals(Duration.ofMinutes(15), availability().longest());
    assertEquals(Duration.ofMinutes(10), availability().time(TimeKind.MAINTENANCE));
  }

  @Test
  @DisplayName("our own isolation counts neither for nor against it")
  void isolation() {
    change(-100, UNKNOWN, UP, null);
    change(600, UP, UNKNOWN, null, Basis.ISOLATION, null);
    change(1_200, UNKNOWN, UP, null);
    assertEquals(List.of("0 UP", "600 ISOLATED", "1200 UP"), texts());
    assertEquals(1.0, availability().experienced().orElseThrow());
  }

  @Test
  @DisplayName("before the first change that is kept, no more is known than the outage it ends")
  void beforeTheFirst() {
    change(600, DOWN, UP, outage("a", 400));
    assertEquals(List.of("0 UNKNOWN", "400 DOWN by a", "600 UP"), texts());
    changes.clear();
    change(600, DOWN, UP, outage("a", -5_000));
    assertEquals(List.of("0 DOWN by a", "600 UP"), texts());
    changes.clear();
    change(603, UP, DOWN, outage("a", 600));
    assertEquals(List.of("0 UNKNOWN", "600 DOWN by a"), texts());
  }

  @Test
  @DisplayName("what a device was cut off by before the first change that is kept is not known")
  void cutOffBeforeTheFirst() {
    change(600, UNREACHABLE, DOWN, outage("a", 400));
    assertEquals(List.of("0 UNKNOWN", "400 UNREACHABLE", "600 DOWN by a"), texts());
    changes.clear();
    change(600, UNREACHABLE, UP, outage("tower", 400));
    assertEquals(List.of("0 UNKNOWN", "400 UNREACHABLE by tower", "600 UP"), texts());
    changes.clear();
    change(600, UNREACHABLE, UNKNOWN, null, Basis.ISOLATION, null);
    assertEquals(List.of("0 UNKNOWN", "600 ISOLATED"), texts());
  }

  @Test
  @DisplayName("one outage is one outage, also when we lose sight of it in between")
  void isolatedMeanwhile() {
    Outage outage = outage("a", 600);
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, outage);
    change(1_000, DOWN, UNKNOWN, outage, Basis.ISOLATION, null);
    change(1_100, UNKNOWN, DOWN, outage, Basis.MISSES, at(1_050));
    change(2_000, DOWN, UP, outage);
    assertEquals(
        List.of("0 UP", "600 DOWN by a", "1000 ISOLATED", "1100 DOWN by a", "2000 UP"), texts());
    assertEquals(1, availability().outages());
    assertEquals(Duration.ofSeconds(1_300), availability().longest());
  }

  @Test
  @DisplayName("two outages are two, also when one follows the other without an answer between")
  void twoOutages() {
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, outage("a", 600));
    change(900, DOWN, DOWN, outage("a", 890));
    change(1_800, DOWN, UP, outage("a", 890));
    assertEquals(2, availability().outages());
    assertEquals(Duration.ofMinutes(15), availability().longest());
  }

  @Test
  @DisplayName("what comes out after the window about an outage in it counts in it")
  void learntLater() {
    Outage first = outage("a", HOUR - 20);
    change(-100, UNKNOWN, UP, null);
    change(HOUR + 3, UP, DOWN, first);
    assertEquals(List.of("0 UP", HOUR - 20 + " DOWN by a"), texts());
    Outage rooted = first.rootedAt("tower", 3, 0);
    change(HOUR + 60, DOWN, UNREACHABLE, rooted, Basis.PARENTS, at(HOUR - 20));
    change(HOUR + 99, UNREACHABLE, UP, rooted);
    assertEquals(List.of("0 UP", HOUR - 20 + " UNREACHABLE by tower"), texts());
  }

  @Test
  @DisplayName("maintenance that began with an outage has all of it, but nothing before it waited")
  void triggered() {
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, outage("a", 600));
    change(1_200, DOWN, UP, outage("a", 600));
    work.add(new Work(at(-50), new Occurrence(at(603), at(1_500))));
    assertEquals(List.of("0 UP", "600 MAINTENANCE by a", "1200 MAINTENANCE", "1500 UP"), texts());
    assertEquals(0, availability().outages());
    work.clear();
    work.add(new Work(at(602), new Occurrence(at(603), at(1_500))));
    assertEquals("602 MAINTENANCE by a", texts().get(2));
    work.clear();
    work.add(planned(603, 1_500));
    assertEquals("600 DOWN by a", texts().get(1), "what is not triggered begins as planned");
  }

  @Test
  @DisplayName("an outage that was judged before maintenance waited for trouble is no part of it")
  void downBefore() {
    change(-100, UNKNOWN, UP, null);
    change(603, UP, DOWN, outage("a", 600));
    work.add(new Work(at(900), new Occurrence(at(950), at(HOUR))));
    assertEquals(List.of("0 UP", "600 DOWN by a", "950 MAINTENANCE by a"), texts());
  }

  @Test
  @DisplayName("without any change nothing is known, and there is no share to give")
  void nothing() {
    assertEquals(List.of("0 UNKNOWN"), texts());
    assertTrue(availability().own().isEmpty());
    assertTrue(availability().experienced().isEmpty());
    assertFalse(availability().meets(0.999), "nobody has seen it work");
  }

  @Test
  @DisplayName("an outage does not take back what was known to be unreachable or unknown before")
  void notFurtherBack() {
    change(-100, UNKNOWN, UP, null);
    change(300, UP, UNKNOWN, null, Basis.NOTHING_VALID, null);
    change(900, UNKNOWN, DOWN, outage("a", 200));
    assertEquals(List.of("0 UP", "300 UNKNOWN", "900 DOWN by a"), texts());
  }

  @Test
  @DisplayName("a service level is kept as long as there is downtime left")
  void serviceLevel() {
    change(-100, UNKNOWN, UP, null);
    change(600, UP, DOWN, outage("a", 600));
    change(636, DOWN, UP, outage("a", 600));
    Availability found = availability();
    assertEquals(0.99, found.own().orElseThrow(), 1e-12);
    assertTrue(found.meets(0.99));
    assertEquals(Duration.ZERO, found.left(0.99));
    assertFalse(found.meets(0.999));
    assertEquals(Duration.ofMillis(3_600 - 36_000), found.left(0.999));
  }

  @RepeatedTest(50)
  @DisplayName("whatever was logged, also by a clock that was set back, the times add up")
  void addsUp(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    DeviceState[] states = {UP, DEGRADED, DOWN, UNREACHABLE, UNKNOWN};
    long time = -500;
    DeviceState state = UNKNOWN;
    for (int i = random.nextInt(20); i > 0; i--) {
      time += random.nextInt(600) - 60;
      DeviceState next = states[random.nextInt(states.length)];
      Outage outage =
          next.isOutage() ? outage(next == DOWN ? "a" : "tower", time - random.nextInt(90)) : null;
      change(time, state, next, outage, Basis.MISSES, at(time - random.nextInt(90)));
      state = next;
    }
    long start = -600;
    for (int i = random.nextInt(5); i > 0; i--) {
      start += 1 + random.nextInt(900);
      work.add(planned(start, start + 1 + random.nextInt(600)));
      start += 601;
    }
    Duration sum = availability().times().values().stream().reduce(Duration.ZERO, Duration::plus);
    assertEquals(Duration.ofSeconds(HOUR), sum);
  }
}
