package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A state log of the host's that gives back what it should not. */
@SuppressWarnings("NullAway") // nulls where there should be none are what this is about
class StrangeStateLogTest {
  private final InMemoryStateLog log = InMemoryStateLog.create();

  @Test
  @DisplayName("rows that are of no use are skipped and named, the others are gone on from")
  void skipped() {
    World before =
        worldOver(
            rows -> {
              rows.add(0, null);
              rows.add(1, row(" ", World.NOON));
            });
    try (World world = outage(before)) {
      assertEquals(List.of(), world.listener.announcements(), "what was told is not told again");
      assertEquals(DeviceState.DOWN, world.state("b"));
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(
          reasons.contains("has 2 rows of 5 that are of no use; the first is null"), reasons);
      world.probe.kill("c");
      world.pass(Duration.ofMinutes(5));
      assertEquals(List.of(Kind.DOWN), world.listener.told("c"));
    }
  }

  @Test
  @DisplayName("a row that a record cannot hold costs the memory, not the start")
  void notARow() {
    World before =
        worldOver(
            rows -> {
              StateChange first = rows.get(0);
              rows.set(0, first.with(null));
            });
    try (World world = outage(before)) {
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(
          reasons.contains("was not read: java.lang.NullPointerException: progress"), reasons);
      assertEquals(DeviceState.DOWN, world.state("b"));
    }
  }

  @Test
  @DisplayName("a row from the end of all time does not make a device answer in the future")
  void fromTheFuture() {
    World before = worldOver(rows -> rows.replaceAll(is -> is.with(Progress.none(Instant.MAX))));
    try (World world = before.restartedAfter(Duration.ofMinutes(1))) {
      world.time.settle();
      world
          .monitor
          .statuses()
          .forEach(
              status -> {
                Instant heard = status.evidence().lastAnswerAt();
                assertTrue(
                    heard == null || !heard.isAfter(world.time.instant()), status.toString());
              });
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(5));
      Instant heard = world.status("a").evidence().lastAnswerAt();
      assertTrue(heard != null && heard.isBefore(world.time.instant()), String.valueOf(heard));
      assertEquals(List.of(Kind.DOWN), world.listener.told("a"));
    }
  }

  private World worldOver(Consumer<List<StateChange>> strange) {
    StateLog over = new StrangeLog(log, strange);
    return new World(is -> is.stateLog(over)).with(device("a"), device("b"), device("c")).settled();
  }

  /** The next monitor, four minutes after a restart, on a network in which b is dead. */
  private static World outage(World before) {
    before.probe.kill("b");
    before.pass(Duration.ofMinutes(3));
    return before.restartedAfter(Duration.ofMinutes(1)).pass(Duration.ofMinutes(4));
  }

  private static StateChange row(String device, Instant at) {
    return StateChange.of(
        device, at, DeviceState.UNKNOWN, DeviceState.DOWN, null, Evidence.NOTHING_HEARD);
  }

  private record StrangeLog(StateLog under, Consumer<List<StateChange>> strange)
      implements StateLog {
    @Override
    public long append(StateChange change, FencingToken token) {
      return under.append(change, token);
    }

    @Override
    public long note(String device, Progress progress, FencingToken token) {
      return under.note(device, progress, token);
    }

    @Override
    public long acceptedThrough() {
      return under.acceptedThrough();
    }

    @Override
    public Collection<StateChange> latest() {
      List<StateChange> rows = new ArrayList<>(under.latest());
      if (!rows.isEmpty()) {
        strange.accept(rows);
      }
      return rows;
    }

    @Override
    public List<StateChange> read(String device, Instant from, Instant to) {
      return under.read(device, from, to);
    }
  }
}
