package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.reachability.Evidence.Basis;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LatestRowTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Instant BEFORE = AT.minusMillis(7);

  private static Evidence answers(@Nullable Instant lastAnswer) {
    return new Evidence(Basis.ANSWERS, "answered", 0, null, lastAnswer, List.of());
  }

  private static Progress progress(
      Instant at, int answered, @Nullable Instant lastAnswer, FlappingHistory flapping, Told told) {
    return new Progress(at, AT, 0, null, answered, lastAnswer, null, flapping, told);
  }

  private static StateChange up(Evidence evidence, Progress progress) {
    return new StateChange("a", AT, DeviceState.UNKNOWN, DeviceState.UP, null, evidence, progress);
  }

  private static String keptAs(StateChange change) {
    LatestRow row = LatestRow.of(change);
    assertEquals(change, row.change());
    assertEquals("a", row.device);
    return row.getClass().getSimpleName();
  }

  @Test
  @DisplayName("a device that answers takes the least")
  void settled() {
    Progress nothing = progress(AT, 1, BEFORE, FlappingHistory.NONE, Told.NOTHING);
    assertEquals("SettledRow", keptAs(up(answers(BEFORE), nothing)));
  }

  @Test
  @DisplayName("one that lost a question a little more")
  void noted() {
    Instant later = AT.plusSeconds(100);
    FlappingHistory changed = new FlappingHistory(false, AT.minusSeconds(60), 0b010_001);
    Progress lost = progress(later, 3, later.minusMillis(3), changed, Told.NOTHING);
    assertEquals("NotedRow", keptAs(up(answers(BEFORE), lost)));
  }

  @Test
  @DisplayName("what does not fit is kept as it is")
  void whole() {
    Progress nothing = progress(AT, 1, BEFORE, FlappingHistory.NONE, Told.NOTHING);
    FlappingHistory flaps = new FlappingHistory(true, null, 0);
    Told degraded = Told.NOTHING.degraded(true);
    Evidence.Parent parent = new Evidence.Parent("b", DeviceState.UP, AT);
    Evidence seen = new Evidence(Basis.ANSWERS, "answered", 0, null, BEFORE, List.of(parent));
    Progress many = progress(AT, 1_000, BEFORE, FlappingHistory.NONE, Told.NOTHING);
    Progress farOff = progress(AT, 1, Instant.MAX, FlappingHistory.NONE, Told.NOTHING);
    assertEquals("Whole", keptAs(up(answers(null), nothing)));
    assertEquals("Whole", keptAs(up(answers(BEFORE), progress(AT, 1, BEFORE, flaps, degraded))));
    assertEquals("Whole", keptAs(up(seen, nothing)));
    assertEquals("Whole", keptAs(up(answers(BEFORE), many)));
    assertEquals("Whole", keptAs(up(answers(BEFORE), farOff)));
    assertEquals("Whole", keptAs(up(answers(Instant.MIN), nothing)));
  }

  @Test
  @DisplayName("whatever a change is, it comes back equal")
  void comesBack() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      keptAs(any(random));
    }
  }

  private static StateChange any(Random random) {
    List<DeviceState> states = List.of(DeviceState.values());
    boolean mayBeOdd = random.nextBoolean();
    Outage outage = odd(mayBeOdd, random) ? Outage.of("r", AT, random.nextInt(9), 3) : null;
    Evidence evidence =
        new Evidence(
            oneOf(List.of(Basis.values()), random),
            "reason " + random.nextInt(),
            odd(mayBeOdd, random) ? 2 : 0,
            odd(mayBeOdd, random) ? AT : null,
            odd(mayBeOdd, random) ? null : time(random),
            List.of());
    Progress progress =
        new Progress(
            random.nextBoolean() ? AT : time(random),
            random.nextBoolean() ? AT : time(random),
            odd(mayBeOdd, random) ? random.nextInt() : 0,
            odd(mayBeOdd, random) ? time(random) : null,
            random.nextInt(300) - 10,
            odd(mayBeOdd, random) ? null : time(random),
            odd(mayBeOdd, random) ? time(random) : null,
            new FlappingHistory(
                odd(mayBeOdd, random),
                random.nextBoolean() ? null : time(random),
                random.nextBoolean() ? 0 : random.nextLong()),
            new Told(null, odd(mayBeOdd, random), false));
    DeviceState from = oneOf(states, random);
    DeviceState to = oneOf(states, random);
    return new StateChange("a", AT, from, to, outage, evidence, progress);
  }

  private static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static boolean odd(boolean mayBe, Random random) {
    return mayBe && random.nextInt(4) == 0;
  }

  private static Instant time(Random random) {
    return AT.plusNanos(random.nextInt());
  }
}
