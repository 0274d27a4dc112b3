package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.NOON;
import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.Timing;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.status.Availability;
import io.ispmonitor.status.SiteAvailability;
import io.ispmonitor.status.SmokeStep;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.StatusEvent;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.StatusTree;
import io.ispmonitor.status.TimeKind;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatusBoardTest {
  private final World world = new World();
  private final StatusBoard board = world.monitor.board();

  @BeforeEach
  void network() {
    world.with(device("pop"), device("tower-1", "pop"), device("tower-2", "pop"));
    world.with(device("radio-1", "tower-1"), device("radio-2", "tower-1"));
    world.with(device("radio-3", "tower-2")).settled();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<String> drawn() {
    return board
        .tree()
        .nodes()
        .map(node -> " ".repeat(node.depth()) + node.device().id() + " " + node.standing())
        .toList();
  }

  private StatusNode node(String id) {
    return board.tree().find(id).orElseThrow();
  }

  @Test
  @DisplayName("the tree shows root cause and what is suppressed by it apart")
  void tree() {
    world.probe.kill("tower-1").kill("radio-3");
    world.passSeconds(60);
    assertEquals(
        List.of(
            "pop ANSWERING",
            " tower-1 AT_FAULT",
            "  radio-1 CUT_OFF",
            "  radio-2 CUT_OFF",
            " tower-2 ANSWERING",
            "  radio-3 AT_FAULT"),
        drawn());
    StatusNode tower = node("tower-1");
    assertEquals(3, tower.size());
    assertEquals(
        Map.of(
            DeviceState.UP, 0,
            DeviceState.DEGRADED, 0,
            DeviceState.DOWN, 1,
            DeviceState.UNREACHABLE, 2,
            DeviceState.UNKNOWN, 0),
        tower.counts());
    assertEquals("tower-1", node("radio-2").status().rootCause());
    assertEquals("pop", tower.parent().orElseThrow().device().id());
    assertEquals(world.monitor.incidents(), board.tree().incidents());
    assertEquals(world.monitor.counts(), board.tree().counts());
  }

  @Test
  @DisplayName("a status of the tree is what the monitor says of the device")
  void sameAsMonitor() {
    world.probe.kill("tower-1");
    world.passSeconds(60);
    for (DeviceStatus status : world.monitor.statuses()) {
      assertEquals(status, node(status.device().id()).status());
    }
  }

  @Test
  @DisplayName("a picture does not change when the network does")
  void immutable() {
    StatusTree before = board.tree();
    world.probe.kill("pop");
    world.passSeconds(60);
    assertEquals(6, before.counts().get(DeviceState.UP));
    assertEquals(0, board.tree().counts().get(DeviceState.UP));
    world.inventory.removeSubtree("tower-1");
    world.passSeconds(1);
    assertEquals(6, before.size());
    assertEquals("radio-1", before.find("radio-1").orElseThrow().device().id());
  }

  @Test
  @DisplayName("the tree follows the inventory: what comes, goes, and moves")
  void follows() {
    world.inventory.move("radio-2", device("any", "tower-2").dependencies());
    world.inventory.add(device("radio-4", "radio-3"));
    world.inventory.remove("radio-1");
    world.passSeconds(60);
    assertEquals(
        List.of(
            "pop ANSWERING",
            " tower-1 ANSWERING",
            " tower-2 ANSWERING",
            "  radio-2 ANSWERING",
            "  radio-3 ANSWERING",
            "   radio-4 ANSWERING"),
        drawn());
    assertTrue(board.tree().find("radio-1").isEmpty());
  }

  @Test
  @DisplayName("a device with two parents is in the tree once, under the first")
  void once() {
    Device ring =
        Device.named("ring")
            .address(InetAddress.getLoopbackAddress())
            .anyParentOf("tower-2", "tower-1")
            .build();
    world.inventory.add(ring);
    world.passSeconds(60);
    assertEquals(7, board.tree().size());
    assertEquals("tower-2", node("ring").parent().orElseThrow().device().id());
  }

  @Test
  @DisplayName("an outage is charged to its root, and what was behind it was merely unreachable")
  void availability() {
    Instant from = world.time.instant();
    world.pass(Duration.ofMinutes(10));
    world.probe.kill("tower-1");
    world.pass(Duration.ofMinutes(20));
    world.probe.revive("tower-1");
    world.pass(Duration.ofMinutes(30));
    Instant to = world.time.instant();
    SiteAvailability site = board.availability(Selection.subtree("tower-1"), from, to);
    assertEquals(Duration.ofHours(3), sum(site.total()));
    assertEquals(1, site.total().outages());
    Duration down = site.total().time(TimeKind.DOWN);
    assertTrue(isAbout(Duration.ofMinutes(20), down), () -> "down for " + down);
    Availability radio = board.availability("radio-1", from, to);
    assertEquals(Duration.ZERO, radio.time(TimeKind.DOWN));
    assertTrue(isAbout(Duration.ofMinutes(20), radio.time(TimeKind.UNREACHABLE)));
    assertEquals(1.0, radio.own().orElseThrow());
    assertEquals(List.of("tower-1"), List.copyOf(site.causes().keySet()));
    assertTrue(
        isAbout(Duration.ofMinutes(60), site.causes().getOrDefault("tower-1", Duration.ZERO)));
    assertEquals(Duration.ofHours(1), sum(board.availability("tower-2", from, to)));
    assertEquals(
        site.total().times(), board.availability(node("tower-1"), from, to).total().times());
    assertEquals(Duration.ofHours(6), sum(board.availability(node("pop"), from, to).total()));
  }

  private static Duration sum(Availability availability) {
    return availability.times().values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Within two intervals for each of three devices. */
  private static boolean isAbout(Duration expected, Duration is) {
    return expected.minus(is).abs().compareTo(Duration.ofMinutes(3)) <= 0;
  }

  @Test
  @DisplayName("maintenance of a tower is maintenance of what hangs on it, and apart")
  void maintenance() {
    Instant from = world.time.instant();
    Timing timing = Timing.fixed(from.plusSeconds(600), from.plusSeconds(1_200));
    Selection tower = Selection.subtree("tower-1");
    world
        .monitor
        .maintenance()
        .schedule(new MaintenanceWindow("work", tower, timing, "field team", "a new antenna"));
    world.pass(Duration.ofMinutes(10));
    world.probe.kill("tower-1");
    world.pass(Duration.ofMinutes(9));
    world.probe.revive("tower-1");
    world.pass(Duration.ofMinutes(11));
    for (String id : List.of("tower-1", "radio-1")) {
      Availability found = board.availability(id, from, world.time.instant());
      assertEquals(Duration.ofMinutes(10), found.time(TimeKind.MAINTENANCE));
      assertEquals(Duration.ofMinutes(20), found.time(TimeKind.UP), id);
    }
  }

  private void announce(Timing timing) {
    MaintenanceWindow window =
        new MaintenanceWindow(
            "work", Selection.device("radio-1"), timing, "field team", "a new antenna");
    world.monitor.maintenance().schedule(window);
  }

  /** Twenty minutes of silence, ten minutes from now. */
  private void outage() {
    world.pass(Duration.ofMinutes(10));
    world.probe.kill("radio-1");
    world.pass(Duration.ofMinutes(20));
    world.probe.revive("radio-1");
    world.pass(Duration.ofMinutes(30));
  }

  @Test
  @DisplayName("an outage that begins announced maintenance is in it from its first silence on")
  void triggered() {
    Instant from = world.time.instant();
    announce(Timing.flexible(from, from.plusSeconds(7_200), Duration.ofMinutes(30)));
    outage();
    Availability found = board.availability("radio-1", from, world.time.instant());
    assertEquals(0, found.outages());
    assertEquals(Duration.ZERO, found.time(TimeKind.DOWN));
    Duration work = found.time(TimeKind.MAINTENANCE);
    assertTrue(work.compareTo(Duration.ofMinutes(30)) > 0, () -> "was " + work);
    assertEquals(List.of(), world.listener.announcements());
  }

  @Test
  @DisplayName("a report is the same when a device was removed since, and its window is over")
  void sameLater() {
    Instant from = world.time.instant();
    announce(Timing.fixed(from.plusSeconds(600), from.plusSeconds(2_400)));
    outage();
    Instant to = world.time.instant();
    Availability found = board.availability("radio-1", from, to);
    assertEquals(1.0, found.own().orElseThrow());
    world.inventory.remove("radio-1");
    world.pass(Duration.ofHours(25));
    world.monitor.maintenance().forgetOver(world.time.instant());
    assertEquals(found, board.availability("radio-1", from, to));
  }

  @Test
  @DisplayName("a window ends now where it reaches into the future, and must have begun")
  void future() {
    Instant now = world.time.instant();
    Availability found = board.availability("pop", NOON, now.plusSeconds(3_600));
    assertEquals(now, found.to());
    assertThrows(
        IllegalArgumentException.class, () -> board.timeline("pop", now, now.plusSeconds(1)));
  }

  @Test
  @DisplayName("smoke is drawn of what was asked")
  void smoke() {
    Instant from = world.time.instant();
    world.pass(Duration.ofMinutes(5));
    world.probe.kill("radio-1");
    world.pass(Duration.ofMinutes(5));
    List<SmokeStep> smoke =
        board.smoke("radio-1", from, world.time.instant(), Duration.ofMinutes(5));
    assertEquals(2, smoke.size());
    assertEquals(10, smoke.get(0).count());
    assertEquals(0, smoke.get(0).loss());
    assertTrue(smoke.get(0).median() > 0);
    assertEquals(1, smoke.get(1).loss());
    assertTrue(Double.isNaN(smoke.get(1).median()));
  }

  @Test
  @DisplayName("subscribers hear of changes while the executor of the listeners hangs")
  void streamGoesOn() {
    try (World other = new World(builder -> builder.callbacks(task -> {}))) {
      Console console = new Console();
      other.monitor.board().events(Runnable::run).subscribe(console);
      other.with(device("pop")).settled();
      other.probe.kill("pop");
      other.pass(Duration.ofMinutes(2));
      assertEquals(List.of("pop UP", "pop DOWN"), console.heard);
    }
  }

  @Test
  @DisplayName("a monitor that is closed before it is started completes its streams")
  void closedBeforeStart() {
    World other = new World();
    Console console = new Console();
    other.monitor.board().events(Runnable::run).subscribe(console);
    other.close();
    assertEquals(List.of("complete"), console.heard);
  }

  /** Writes down what changes. */
  private static final class Console implements Flow.Subscriber<StatusEvent> {
    final List<String> heard = new ArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StatusEvent event) {
      if (event instanceof StatusEvent.Changed changed) {
        heard.add(changed.change().device() + " " + changed.change().to());
      }
    }

    @Override
    public void onError(Throwable failure) {
      heard.add(failure.toString());
    }

    @Override
    public void onComplete() {
      heard.add("complete");
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("taking a picture waits for no listener of the inventory")
  void inventoryIsLocked() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    world.inventory.listen(
        diff -> {
          begun.countDown();
          awaitQuietly(never);
        });
    Thread adds = new Thread(() -> world.inventory.add(device("radio-4", "tower-2")));
    adds.start();
    try {
      begun.await();
      CompletableFuture<StatusTree> tree = CompletableFuture.supplyAsync(board::tree);
      assertEquals(6, tree.get(20, TimeUnit.SECONDS).size());
    } finally {
      never.countDown();
      adds.join();
    }
    world.passSeconds(1);
    assertEquals(7, board.tree().size());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
