package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.FlappingHistory;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.reachability.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StateLog} keeps. Extend it, say how yours is made, and run it.
 *
 * <p>Times are whole milliseconds.
 */
public abstract class StateLogContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final FencingToken TOKEN = new FencingToken("all", 7);

  /** For subclasses. */
  protected StateLogContract() {}

  /** An empty log; called once for each test. */
  protected abstract StateLog newLog();

  /** Waits until what was appended can be read; does nothing where that is so at once. */
  protected void settle(StateLog log) {}

  @Test
  @DisplayName("a change is read back as it was written")
  void roundTrip() {
    try (StateLog log = newLog()) {
      Outage outage = Outage.of("tower-3", NOON, 25, 1_204);
      Evidence evidence =
          new Evidence(
              Evidence.Basis.MISSES,
              "3 questions in a row unanswered",
              3,
              NOON,
              NOON.minusSeconds(30),
              List.of(new Evidence.Parent("pop-1", DeviceState.UP, NOON.plusSeconds(1))));
      StateChange change =
          new StateChange(
              "tower-3",
              NOON.plusSeconds(3),
              DeviceState.UP,
              DeviceState.DOWN,
              outage,
              evidence,
              progress(3));
      log.append(change, TOKEN);
      settle(log);
      assertEquals(List.of(change), log.read("tower-3", NOON, NOON.plusSeconds(60)));
    }
  }

  @Test
  @DisplayName("a range read includes its start and excludes its end")
  void halfOpen() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      append(log, "a", 60, DeviceState.DOWN);
      append(log, "a", 120, DeviceState.UP);
      settle(log);
      List<DeviceState> states =
          log.read("a", NOON, NOON.plusSeconds(120)).stream().map(StateChange::to).toList();
      assertEquals(List.of(DeviceState.UP, DeviceState.DOWN), states);
    }
  }

  @Test
  @DisplayName("changes of one device are read in their order, those of others are not")
  void order() {
    try (StateLog log = newLog()) {
      for (int i = 0; i < 50; i++) {
        append(log, i % 2 == 0 ? "a" : "b", i, i % 4 < 2 ? DeviceState.UP : DeviceState.DOWN);
      }
      settle(log);
      List<StateChange> read = log.read("a", NOON, NOON.plusSeconds(60));
      assertEquals(25, read.size());
      for (int i = 0; i < read.size(); i++) {
        assertEquals(NOON.plusSeconds(i * 2L), read.get(i).at());
        assertEquals("a", read.get(i).device());
      }
    }
  }

  @Test
  @DisplayName("the history of a time is the last change before it, and those within")
  void history() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      append(log, "b", 1, DeviceState.UP);
      append(log, "a", 10, DeviceState.DOWN);
      append(log, "c", 20, DeviceState.UP);
      append(log, "a", 60, DeviceState.UP);
      append(log, "a", 120, DeviceState.DOWN);
      settle(log);
      Map<String, List<StateChange>> history =
          log.history(Set.of("a", "b", "d"), NOON.plusSeconds(60), NOON.plusSeconds(120));
      assertEquals(Set.of("a", "b"), history.keySet());
      assertEquals(
          List.of(10L, 60L),
          history.getOrDefault("a", List.of()).stream()
              .map(StateLogContract::secondsAfterNoon)
              .toList());
      assertEquals(
          List.of(1L),
          history.getOrDefault("b", List.of()).stream()
              .map(StateLogContract::secondsAfterNoon)
              .toList());
    }
  }

  private static long secondsAfterNoon(StateChange change) {
    return Duration.between(NOON, change.at()).toSeconds();
  }

  @Test
  @DisplayName("the latest change of every device is there to restore from")
  void latest() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      append(log, "b", 1, DeviceState.UP);
      append(log, "a", 2, DeviceState.DOWN);
      settle(log);
      Set<String> latest =
          log.latest().stream()
              .map(change -> change.device() + " " + change.to())
              .collect(Collectors.toSet());
      assertEquals(Set.of("a DOWN", "b UP"), latest);
    }
  }

  @Test
  @DisplayName("the latest change carries the progress that was noted last, and history does not")
  void progressIsNoted() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      log.note("a", progress(5), TOKEN);
      log.note("a", progress(6), TOKEN);
      settle(log);
      assertEquals(List.of(progress(6)), log.latest().stream().map(StateChange::progress).toList());
      assertEquals(
          List.of(change("a", 0, DeviceState.UP)), log.read("a", NOON, NOON.plusSeconds(60)));
    }
  }

  @Test
  @DisplayName("a change takes the place of the progress that was noted before it")
  void changeBringsItsProgress() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      log.note("a", progress(5), TOKEN);
      StateChange later = change("a", 7, DeviceState.DOWN).with(progress(7));
      log.append(later, TOKEN);
      settle(log);
      assertEquals(List.of(later), List.copyOf(log.latest()));
    }
  }

  @Test
  @DisplayName("of a device without any change no progress is kept")
  void progressOfNobody() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      log.note("ghost", progress(5), TOKEN);
      settle(log);
      assertEquals(List.of("a"), log.latest().stream().map(StateChange::device).toList());
    }
  }

  @Test
  @DisplayName("of a device that was removed nothing is left but its history")
  void removed() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      append(log, "b", 1, DeviceState.UP);
      log.append(removal("a", 2), TOKEN);
      log.note("a", Progress.none(NOON.plusSeconds(3)), TOKEN);
      settle(log);
      assertEquals(List.of("b"), log.latest().stream().map(StateChange::device).toList());
      assertEquals(2, log.read("a", NOON, NOON.plusSeconds(60)).size());
      append(log, "a", 4, DeviceState.UP);
      settle(log);
      assertEquals(2, log.latest().size(), "it came back");
    }
  }

  @Test
  @DisplayName("a device that was removed stays until people know the end of its trouble")
  void removedInTrouble() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.DOWN);
      log.append(removal("a", 1).with(progress(1)), TOKEN);
      settle(log);
      assertEquals(List.of("a"), log.latest().stream().map(StateChange::device).toList());
      log.note("a", Progress.none(NOON.plusSeconds(2)), TOKEN);
      settle(log);
      assertEquals(List.of(), List.copyOf(log.latest()));
    }
  }

  @Test
  @DisplayName("a note with a token lower than one seen before is refused and changes nothing")
  void notesAreFenced() {
    try (StateLog log = newLog()) {
      log.append(change("a", 1, DeviceState.DOWN), new FencingToken("all", 8));
      assertThrows(StoreRefusedException.class, () -> log.note("a", progress(5), TOKEN));
      settle(log);
      assertEquals(List.of(change("a", 1, DeviceState.DOWN)), List.copyOf(log.latest()));
    }
  }

  @Test
  @DisplayName("an unknown device has no changes")
  void unknown() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      settle(log);
      assertEquals(List.of(), log.read("ghost", Instant.MIN, Instant.MAX));
      assertEquals(1, log.read("a", Instant.MIN, Instant.MAX).size());
    }
  }

  @Test
  @DisplayName("positions rise, and what is accepted never runs ahead of them")
  void positions() {
    try (StateLog log = newLog()) {
      long last = Long.MIN_VALUE;
      for (int i = 0; i < 20; i++) {
        long position = append(log, "a", i, DeviceState.UP);
        assertTrue(position > last, position + " after " + last);
        assertTrue(log.acceptedThrough() <= position);
        last = position;
      }
      settle(log);
      assertEquals(last, log.acceptedThrough());
    }
  }

  @Test
  @DisplayName("a write with a token lower than one seen before is refused and changes nothing")
  void fenced() {
    try (StateLog log = newLog()) {
      append(log, "a", 0, DeviceState.UP);
      log.append(change("a", 1, DeviceState.DOWN), new FencingToken("all", 8));
      StateChange stale = change("a", 2, DeviceState.UP);
      assertThrows(StoreRefusedException.class, () -> log.append(stale, TOKEN));
      settle(log);
      assertEquals(2, log.read("a", NOON, NOON.plusSeconds(60)).size());
    }
  }

  @Test
  @DisplayName("tokens of different scopes do not fence each other")
  void scopes() {
    try (StateLog log = newLog()) {
      log.append(change("a", 0, DeviceState.UP), new FencingToken("north", 9));
      log.append(change("b", 1, DeviceState.UP), new FencingToken("south", 2));
      settle(log);
      assertEquals(2, log.latest().size());
    }
  }

  @Test
  @DisplayName("closing twice does no harm")
  void closedTwice() {
    StateLog log = newLog();
    log.close();
    log.close();
  }

  private static long append(StateLog log, String device, int second, DeviceState to) {
    return log.append(change(device, second, to), TOKEN);
  }

  private static StateChange change(String device, int second, DeviceState to) {
    return StateChange.of(
        device,
        NOON.plusSeconds(second),
        DeviceState.UNKNOWN,
        to,
        null,
        new Evidence(Evidence.Basis.ANSWERS, "scripted", 0, null, null, List.of()));
  }

  private static StateChange removal(String device, int second) {
    return StateChange.of(
        device,
        NOON.plusSeconds(second),
        DeviceState.UP,
        DeviceState.UNKNOWN,
        null,
        new Evidence(Evidence.Basis.REMOVED, "scripted", 0, null, null, List.of()));
  }

  private static Progress progress(int second) {
    return new Progress(
        NOON.plusSeconds(second),
        NOON.minusSeconds(7),
        3,
        NOON,
        1,
        NOON.minusSeconds(30),
        NOON.minusSeconds(20),
        new FlappingHistory(true, NOON.minusSeconds(60), 0b001_000_010L),
        new Told(Outage.of("tower-3", NOON, 25), true, true));
  }
}
