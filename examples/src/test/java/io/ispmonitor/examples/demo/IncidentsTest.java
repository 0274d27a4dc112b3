package io.ispmonitor.examples.demo;

import static io.ispmonitor.reachability.DeviceState.DEGRADED;
import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNKNOWN;
import static io.ispmonitor.reachability.DeviceState.UNREACHABLE;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final Outage TOWER = Outage.of("tower", Stage.NOON, 2);

  private final List<String> notes = new ArrayList<>();
  private final Incidents incidents = new Incidents(note -> notes.add(note.text()));

  private void change(
      int second, String device, DeviceState from, DeviceState to, @Nullable Outage outage) {
    Evidence why = new Evidence(Evidence.Basis.MISSES, "so it was seen", 0, null, null, List.of());
    incidents.onStateChange(
        StateChange.of(device, Stage.NOON.plusSeconds(second), from, to, outage, why));
  }

  private void towerFails() {
    change(3, "tower", UP, DOWN, TOWER);
    change(4, "radio-1", UP, UNREACHABLE, TOWER);
    change(4, "radio-2", UP, UNREACHABLE, TOWER);
  }

  @Test
  @DisplayName("a fault is told once, and those behind it as a number, out and back")
  void wholeStory() {
    towerFails();
    change(30, "tower", DOWN, UP, TOWER);
    change(31, "radio-1", UNREACHABLE, UP, null);
    change(32, "radio-2", UNREACHABLE, UP, null);
    assertEquals(
        List.of(
            "tower is DOWN, 2 behind it: so it was seen",
            "all 2 behind tower are UNREACHABLE",
            "tower is UP after 30 s",
            "all 2 behind tower are heard again"),
        notes);
    assertEquals(1, incidents.total());
    assertEquals(Stage.NOON.plusSeconds(30), incidents.all().get(0).endedAt());
  }

  @Test
  @DisplayName("a radio that stays dead when its tower returns has a fault of its own")
  void faultOfItsOwn() {
    towerFails();
    change(30, "tower", DOWN, UP, TOWER);
    change(31, "radio-1", UNREACHABLE, UP, null);
    change(33, "radio-2", UNREACHABLE, DOWN, Outage.of("radio-2", Stage.NOON.plusSeconds(30), 0));
    assertEquals(
        List.of("1 of 2 behind tower are heard again", "radio-2 is DOWN: so it was seen"),
        notes.subList(3, 5));
    assertEquals(2, incidents.total());
  }

  @Test
  @DisplayName("a radio found behind another root is counted there")
  void otherRoot() {
    towerFails();
    Outage pop = Outage.of("pop", Stage.NOON.plusSeconds(10), 3);
    change(13, "pop", UP, DOWN, pop);
    change(14, "radio-1", UNREACHABLE, UNREACHABLE, pop);
    assertEquals(2, incidents.all().get(0).confirmed());
    assertEquals(1, incidents.all().get(1).confirmed());
  }

  @Test
  @DisplayName("the first word of a device is no news, a poorer state is")
  void news() {
    change(1, "radio-1", UNKNOWN, UP, null);
    change(9, "radio-1", UP, DEGRADED, null);
    change(12, "radio-1", DEGRADED, UP, null);
    assertEquals(
        List.of("radio-1 is DEGRADED: so it was seen", "radio-1 is UP: so it was seen"), notes);
    assertEquals(0, incidents.total());
  }
}
