package io.ispmonitor.examples.demo;

import static io.ispmonitor.reachability.DeviceState.DEGRADED;
import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNKNOWN;
import static io.ispmonitor.reachability.DeviceState.UNREACHABLE;
import static io.ispmonitor.reachability.DeviceState.UP;
import static io.ispmonitor.reachability.Evidence.Basis.ISOLATION;
import static io.ispmonitor.reachability.Evidence.Basis.MISSES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
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
    incidents.onStateChange(StateChange.of(device, at(second), from, to, outage, why(MISSES)));
  }

  private void told(
      int second, Kind kind, String device, DeviceState state, @Nullable Outage outage) {
    Evidence why = why(MISSES);
    incidents.onAnnouncement(
        new Announcement(kind, device, at(second), at(second), state, outage, why.reason(), why));
  }

  private void fails(int second, String device, DeviceState from, Outage outage) {
    change(second, device, from, DOWN, outage);
    told(second, Kind.DOWN, device, DOWN, outage);
  }

  private void returns(int second, String device, Outage outage) {
    change(second, device, DOWN, UP, outage);
    told(second, Kind.RECOVERED, device, UP, outage);
  }

  private void towerFails() {
    fails(3, "tower", UP, TOWER);
    change(4, "radio-1", UP, UNREACHABLE, TOWER);
    change(4, "radio-2", UP, UNREACHABLE, TOWER);
  }

  private static Evidence why(Evidence.Basis basis) {
    return new Evidence(basis, "so it was seen", 0, null, null, List.of());
  }

  private static Instant at(int second) {
    return Stage.NOON.plusSeconds(second);
  }

  @Test
  @DisplayName("a fault is told once, and those behind it as a number, out and back")
  void wholeStory() {
    towerFails();
    returns(30, "tower", TOWER);
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
    assertEquals(at(30), incidents.all().get(0).endedAt());
  }

  @Test
  @DisplayName("a radio that stays dead when its tower returns has a fault of its own")
  void faultOfItsOwn() {
    towerFails();
    returns(30, "tower", TOWER);
    change(31, "radio-1", UNREACHABLE, UP, null);
    fails(33, "radio-2", UNREACHABLE, Outage.of("radio-2", at(30), 0));
    assertEquals(
        List.of("1 of 2 behind tower are heard again", "radio-2 is DOWN: so it was seen"),
        notes.subList(3, 5));
    assertEquals(2, incidents.total());
  }

  @Test
  @DisplayName("a radio found behind another root is counted there")
  void otherRoot() {
    towerFails();
    Outage pop = Outage.of("pop", at(10), 3);
    fails(13, "pop", UP, pop);
    change(14, "radio-1", UNREACHABLE, UNREACHABLE, pop);
    assertEquals(2, incidents.all().get(0).confirmed());
    assertEquals(1, incidents.all().get(1).confirmed());
  }

  @Test
  @DisplayName("an outage that goes on at another root is the same incident")
  void deeperRoot() {
    towerFails();
    Outage pop = TOWER.rootedAt("pop", 4, 0);
    change(13, "pop", UP, DOWN, pop);
    told(13, Kind.ROOT_FOUND, "pop", DOWN, pop);
    change(13, "tower", DOWN, UNREACHABLE, pop);
    assertEquals("pop is DOWN, 4 behind it: so it was seen", notes.get(2));
    assertEquals(1, incidents.total());
    assertEquals("pop", incidents.all().get(0).root());
    assertEquals(3, incidents.all().get(0).confirmed());
  }

  @Test
  @DisplayName("what is not announced is no news: the first word, one that flaps, maintenance")
  void notAnnounced() {
    change(1, "radio-1", UNKNOWN, UP, null);
    change(3, "tower", UP, DOWN, TOWER);
    change(4, "radio-1", UP, UNREACHABLE, TOWER);
    change(9, "tower", DOWN, UP, TOWER);
    change(10, "radio-1", UNREACHABLE, UP, null);
    assertEquals(List.of(), notes);
    assertEquals(0, incidents.total());
  }

  @Test
  @DisplayName("an outage that is told late has counted those behind it from the beginning")
  void toldLate() {
    change(3, "tower", UP, DOWN, TOWER);
    change(4, "radio-1", UP, UNREACHABLE, TOWER);
    told(90, Kind.DOWN, "tower", DOWN, TOWER);
    change(91, "radio-2", UP, UNREACHABLE, TOWER);
    assertEquals(
        List.of("tower is DOWN, 2 behind it: so it was seen", "all 2 behind tower are UNREACHABLE"),
        notes);
  }

  @Test
  @DisplayName("poor quality is told, and its end")
  void quality() {
    told(9, Kind.DEGRADED, "radio-1", DEGRADED, null);
    told(12, Kind.WITHIN_LIMITS, "radio-1", UP, null);
    assertEquals(
        List.of("radio-1 is DEGRADED: so it was seen", "radio-1 is UP: so it was seen"), notes);
    assertEquals(0, incidents.total());
  }

  @Test
  @DisplayName("an outage goes on while we are cut off, and is no news when it is found again")
  void cutOffMeanwhile() {
    towerFails();
    incidents.onStateChange(StateChange.of("tower", at(10), DOWN, UNKNOWN, TOWER, why(ISOLATION)));
    change(20, "tower", UNKNOWN, DOWN, TOWER);
    returns(40, "tower", TOWER);
    assertEquals("tower is UP after 40 s", notes.get(2));
    assertEquals(3, notes.size(), notes.toString());
  }
}
