package io.ispmonitor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AvailabilitiesTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final FencingToken TOKEN = new FencingToken("all", 1);
  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;

  private final Inventory inventory = new Inventory();
  private final Maintenance maintenance = new Maintenance();
  private final StateLog log = InMemoryStateLog.create();
  private final Availabilities availabilities = new Availabilities(inventory, maintenance, log);

  private static Instant at(long seconds) {
    return MIDNIGHT.plusSeconds(seconds);
  }

  private static Device device(String id) {
    return Device.named(id).address(InetAddress.getLoopbackAddress()).label("k", "v").build();
  }

  private void change(
      long at, DeviceState from, DeviceState to, @Nullable Outage outage, Basis basis) {
    change(at, from, to, outage, basis, outage == null ? null : outage.startedAt());
  }

  private void change(
      long at,
      DeviceState from,
      DeviceState to,
      @Nullable Outage outage,
      Basis basis,
      @Nullable Instant firstMiss) {
    log.append(Changes.of(at(at), from, to, outage, basis, firstMiss), TOKEN);
  }

  private void up(long at) {
    change(at, DeviceState.UNKNOWN, DeviceState.UP, null, Basis.ANSWERS);
  }

  private void announce(Selection devices, Timing timing) {
    String id = "w" + maintenance.windows().size();
    maintenance.schedule(new MaintenanceWindow(id, devices, timing, "field team", "new antenna"));
  }

  private Availability of(long from, long to) {
    Window window = Window.of(at(from), at(to), at(WEEK));
    return Availability.of("a", window.from(), window.to(), availabilities.spans("a", window));
  }

  private Duration time(TimeKind kind, long from, long to) {
    return of(from, to).time(kind);
  }

  @Test
  @DisplayName("an outage that is judged after midnight has begun before it")
  void judgedAfterMidnight() {
    Outage outage = Outage.of("a", at(DAY - 10), 0);
    up(-100);
    change(DAY + 5, DeviceState.UP, DeviceState.DOWN, outage, Basis.MISSES);
    change(DAY + 600, DeviceState.DOWN, DeviceState.UP, outage, Basis.ANSWERS);
    assertEquals(Duration.ofSeconds(10), time(TimeKind.DOWN, 0, DAY));
    assertEquals(Duration.ofMinutes(10), time(TimeKind.DOWN, DAY, 2 * DAY));
    assertEquals(1, of(0, DAY).outages(), "it counts in both windows");
    assertEquals(1, of(DAY, 2 * DAY).outages());
    assertEquals(1, of(0, 2 * DAY).outages());
  }

  @Test
  @DisplayName("a root that is found days later is at fault before that, too")
  void rootFoundLater() {
    Outage outage = Outage.of("a", at(DAY - 900), 0);
    Outage rooted = outage.rootedAt("tower", 3, 0);
    up(-100);
    change(DAY - 897, DeviceState.UP, DeviceState.DOWN, outage, Basis.MISSES);
    change(4 * DAY, DeviceState.DOWN, DeviceState.UNREACHABLE, rooted, Basis.PARENTS);
    change(5 * DAY, DeviceState.UNREACHABLE, DeviceState.UP, rooted, Basis.ANSWERS);
    assertEquals(Duration.ZERO, time(TimeKind.DOWN, 0, DAY));
    assertEquals(Duration.ofMinutes(15), time(TimeKind.UNREACHABLE, 0, DAY));
    assertEquals(0, of(0, DAY).outages());
  }

  @Test
  @DisplayName("what is found out after the present moment is not known yet")
  void notKnownYet() {
    Outage outage = Outage.of("a", at(DAY - 10), 0);
    up(-100);
    change(DAY + 5, DeviceState.UP, DeviceState.DOWN, outage, Basis.MISSES);
    Window window = Window.of(at(0), at(DAY), at(DAY + 5));
    assertEquals(1, availabilities.spans("a", window).size());
  }

  @Test
  @DisplayName("maintenance that an outage began after midnight reaches back before it")
  void triggeredAfterMidnight() {
    inventory.add(device("a"));
    announce(Selection.device("a"), Timing.flexible(at(0), at(WEEK), Duration.ofHours(1)));
    Outage outage = Outage.of("a", at(DAY - 2), 0);
    up(-100);
    change(DAY + 1, DeviceState.UP, DeviceState.DOWN, outage, Basis.MISSES);
    maintenance.trigger("w0", at(DAY + 1));
    change(DAY + 60, DeviceState.DOWN, DeviceState.UP, outage, Basis.ANSWERS);
    assertEquals(0, of(0, DAY).outages());
    assertEquals(Duration.ofSeconds(2), time(TimeKind.MAINTENANCE, 0, DAY));
    assertEquals(Duration.ofSeconds(3_601), time(TimeKind.MAINTENANCE, DAY, 2 * DAY));
  }

  @Test
  @DisplayName("a device that was removed keeps the maintenance that means it by its id")
  void removed() {
    up(-100);
    Timing hour = Timing.fixed(at(0), at(3_600));
    announce(Selection.subtree("a").except(Selection.device("b")), hour);
    assertEquals(Duration.ofHours(1), time(TimeKind.MAINTENANCE, 0, DAY));
    maintenance.cancel("w0");
    announce(Selection.everything().except(Selection.label("k", "v")), hour);
    assertEquals(Duration.ZERO, time(TimeKind.MAINTENANCE, 0, DAY), "it may have had that label");
    maintenance.cancel("w0");
    announce(Selection.label("k", "v"), hour);
    assertEquals(Duration.ZERO, time(TimeKind.MAINTENANCE, 0, DAY));
    inventory.add(device("a"));
    assertEquals(Duration.ofHours(1), time(TimeKind.MAINTENANCE, 0, DAY));
  }

  @RepeatedTest(200)
  @DisplayName("adjacent windows add up to what one over both says, wherever they are cut")
  void adjacent(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    inventory.add(device("a"));
    nightly();
    announce(Selection.device("a"), Timing.flexible(at(DAY), at(WEEK), Duration.ofHours(3)));
    live(random);
    for (int i = 0; i < 20; i++) {
      long from = random.nextInt(3 * DAY);
      long middle = from + 1 + random.nextInt(DAY);
      long to = middle + 1 + random.nextInt(DAY);
      Map<TimeKind, Duration> both = new EnumMap<>(TimeKind.class);
      of(from, middle).times().forEach((kind, time) -> both.merge(kind, time, Duration::plus));
      of(middle, to).times().forEach((kind, time) -> both.merge(kind, time, Duration::plus));
      assertEquals(of(from, to).times(), both, () -> "cut at " + middle + " s");
      Map<String, Duration> causes = new TreeMap<>(causes(from, middle));
      causes(middle, to).forEach((root, time) -> causes.merge(root, time, Duration::plus));
      assertEquals(causes(from, to), causes, () -> "cut at " + middle + " s");
    }
  }

  private Map<String, Duration> causes(long from, long to) {
    Window window = Window.of(at(from), at(to), at(WEEK));
    return availabilities.of("only a", Set.of("a"), window).causes();
  }

  private void nightly() {
    LocalTime two = LocalTime.of(2, 0);
    announce(
        Selection.label("k", "v"),
        Timing.recurring(Days.daily(), two, Duration.ofHours(1), ZoneId.of("UTC")));
  }

  /** Some days as the judge would log them. */
  private void live(Random random) {
    long time = random.nextInt(DAY) - 600L;
    up(time);
    DeviceState state = DeviceState.UP;
    Outage outage = null;
    Outage tower = Outage.of("tower", at(0), 3); // which a device may be cut off by twice
    while (time < 6 * DAY) {
      time += 1 + random.nextInt(DAY / 2);
      boolean isBack = state.isOutage() && random.nextInt(3) == 0;
      boolean isDown = !isBack && random.nextBoolean();
      if (isBack || (!isDown && state == DeviceState.UNKNOWN)) {
        change(time, state, DeviceState.UP, outage, Basis.ANSWERS);
        state = DeviceState.UP;
        outage = null;
      } else if (isDown && outage == null) {
        Instant firstMiss = at(time - random.nextInt(3_600));
        outage = random.nextBoolean() ? Outage.of("a", firstMiss, 0) : tower;
        DeviceState next = outage.equals(tower) ? DeviceState.UNREACHABLE : DeviceState.DOWN;
        change(time, state, next, outage, Basis.MISSES, firstMiss);
        maintenance.trigger("w1", at(time));
        state = next;
      } else if (outage != null && random.nextBoolean()) {
        outage = outage.rootedAt("pop" + random.nextInt(3), 3, 0);
        change(time, state, DeviceState.UNREACHABLE, outage, Basis.PARENTS);
        state = DeviceState.UNREACHABLE;
      } else {
        change(time, state, DeviceState.UNKNOWN, outage, Basis.ISOLATION);
        state = DeviceState.UNKNOWN;
      }
    }
  }

  @Test
  @DisplayName("a report about many devices holds the changes of a thousand at once")
  void folded() {
    inventory.addAll(IntStream.range(0, 2_500).mapToObj(i -> device("d" + i)).toList());
    Widest widest = new Widest();
    Window window = Window.of(at(0), at(DAY), at(WEEK));
    SiteAvailability site =
        new Availabilities(inventory, maintenance, widest).of(Selection.everything(), window);
    assertEquals(2_500, site.total().devices());
    assertEquals(Duration.ofDays(2_500), site.total().time(TimeKind.UNKNOWN));
    assertTrue(widest.devices <= 1_000, () -> "it was asked for " + widest.devices);
  }

  /** An empty log that notes how many devices were asked for at once. */
  private static final class Widest implements StateLog {
    private int devices;

    @Override
    public Map<String, List<StateChange>> history(Set<String> ids, Instant from, Instant to) {
      devices = Math.max(devices, ids.size());
      return Map.of();
    }

    @Override
    public long append(StateChange change, FencingToken token) {
      throw new UnsupportedOperationException("nothing happens here");
    }

    @Override
    public long note(String device, Progress progress, FencingToken token) {
      throw new UnsupportedOperationException("nothing happens here");
    }

    @Override
    public long acceptedThrough() {
      return 0;
    }

    @Override
    public Collection<StateChange> latest() {
      return List.of();
    }

    @Override
    public List<StateChange> read(String device, Instant from, Instant to) {
      return List.of();
    }
  }
}
