package io.ispmonitor.examples.demo;

import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNKNOWN;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CutOffsTest {
  private final List<String> notes = new ArrayList<>();
  private final CutOffs cutOffs = new CutOffs(note -> notes.add(note.text()));

  private void change(int second, String device, DeviceState from, DeviceState to, Basis basis) {
    Evidence why = new Evidence(basis, "so it was seen", 0, null, null, List.of());
    cutOffs.onStateChange(
        StateChange.of(device, Stage.NOON.plusSeconds(second), from, to, null, why));
  }

  private void isolation(@Nullable Instant until) {
    cutOffs.onIsolation(new Isolation("fibre", Stage.NOON, until, 2, List.of()));
  }

  private void bothUnknown() {
    isolation(null);
    change(4, "radio-1", UP, UNKNOWN, Basis.ISOLATION);
    change(5, "radio-2", UP, UNKNOWN, Basis.ISOLATION);
  }

  @Test
  @DisplayName("who is heard before the uplink counts as back is told with it")
  void heardBefore() {
    bothUnknown();
    change(20, "radio-1", UNKNOWN, UP, Basis.ANSWERS);
    change(21, "radio-2", UNKNOWN, UP, Basis.ANSWERS);
    isolation(Stage.NOON.plusSeconds(22));
    assertEquals(
        List.of(
            "it is WE who are cut off: uplink 'fibre' is lost, 2 devices cannot be judged",
            "uplink 'fibre' is back after 22 s",
            "all 2 that were unknown meanwhile are heard again"),
        notes);
    assertEquals(1, cutOffs.all().size());
  }

  @Test
  @DisplayName("one that died meanwhile is not counted as heard")
  void diedMeanwhile() {
    bothUnknown();
    isolation(Stage.NOON.plusSeconds(22));
    change(23, "radio-1", UNKNOWN, UP, Basis.ANSWERS);
    assertEquals(2, notes.size(), notes.toString());
    change(26, "radio-2", UNKNOWN, DOWN, Basis.MISSES);
    assertEquals("1 of 2 that were unknown meanwhile are heard again", notes.get(2));
  }

  @Test
  @DisplayName("a device that is unknown for reasons of its own is no part of it")
  void unknownForAnotherReason() {
    change(4, "radio-1", UP, UNKNOWN, Basis.NOTHING_VALID);
    change(9, "radio-1", UNKNOWN, UP, Basis.ANSWERS);
    assertEquals(List.of(), notes);
  }
}
