package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.RecordingListener;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationTest {
  private static final List<String> OUTSIDE = List.of("up-1", "up-2");
  private static final Selection LOCAL = Selection.device("server", "printer");

  /** Reached over the fibre: all but the gateway and what is local. */
  private static Uplink fibre() {
    return Uplink.named("fibre")
        .gateway("gateway")
        .witness("up-1")
        .witness("up-2")
        .reaches(Selection.everything().except(LOCAL))
        .build();
  }

  @Test
  @DisplayName("two of three witnesses silent: all behind the uplink are UNKNOWN and never DOWN")
  void quorum() {
    try (Office office = new Office(20, fibre())) {
      office.cutFibre();
      office.world.passSeconds(60);

      for (String id : office.remote) {
        assertEquals(DeviceState.UNKNOWN, office.world.state(id), id);
        assertEquals(Basis.ISOLATION, office.world.status(id).evidence().basis());
        assertEquals(3, office.world.status(id).evidence().parents().size());
        assertEquals(
            List.of(DeviceState.UP, DeviceState.UNKNOWN), office.world.listener.states(id));
      }
      assertEquals(DeviceState.UP, office.world.state("gateway"));
      assertEquals(DeviceState.UP, office.world.state("server"));
      assertEquals(List.of(), office.world.listener.announcements());
      assertEquals(1, office.world.listener.isolations().size());
      Isolation began = office.world.listener.isolations().get(0);
      assertEquals("fibre", began.uplink());
      assertTrue(began.isOpen());
      assertEquals(22, began.devices());
      assertEquals(List.of(began), office.world.monitor.isolations());
      assertTrue(office.world.monitor.health().reasons().toString().contains("fibre"));

      office.mendFibre();
      office.world.pass(Duration.ofMinutes(4));
      assertEquals(2, office.world.listener.isolations().size());
      Isolation ended = office.world.listener.isolations().get(1);
      assertFalse(ended.isOpen());
      assertEquals(began.since(), ended.since());
      assertEquals(22, ended.devices());
      assertEquals(List.of(), office.world.monitor.isolations());
      assertEquals(List.of(), office.world.monitor.health().reasons());
      for (String id : office.remote) {
        assertEquals(DeviceState.UP, office.world.state(id), id);
      }
      assertEquals(List.of(), office.world.listener.announcements());
    }
  }

  @Test
  @DisplayName("when the gateway dies it is DOWN, being local, and the rest is UNKNOWN")
  void gatewayDies() {
    try (Office office = new Office(5, fibre())) {
      office.dead.add("gateway");
      office.cutFibre();
      office.world.passSeconds(60);
      assertEquals(DeviceState.DOWN, office.world.state("gateway"));
      assertEquals(DeviceState.UNKNOWN, office.world.state("d0"));
      assertEquals(List.of(Kind.DOWN), office.world.listener.told("gateway"));
      assertEquals(1, office.world.listener.announcements().size());
      assertEquals(1, office.world.listener.isolations().size());
    }
  }

  @Test
  @DisplayName("a witness that alone dies is DOWN, and nobody is cut off")
  void aWitnessAlone() {
    for (String witness : List.of("gateway", "up-1", "up-2")) {
      try (Office office = new Office(5, fibre())) {
        office.kill(witness);
        office.world.passSeconds(60);
        assertEquals(DeviceState.DOWN, office.world.state(witness));
        assertEquals(List.of(), office.world.listener.isolations());
        assertEquals(DeviceState.UP, office.world.state("d0"));
      }
    }
  }

  @Test
  @DisplayName("a device that dies while the witnesses answer is announced within five seconds")
  void deathWhileConnected() {
    try (Office office = new Office(200, fibre())) {
      office.kill("d7");
      office.world.passSeconds(40);
      StateChange down = office.world.listener.changes("d7").get(1);
      assertEquals(DeviceState.DOWN, down.to());
      assertTrue(
          Duration.between(down.evidence().firstUnansweredAt(), down.at()).toMillis() < 5_000,
          down.toString());
    }
  }

  @Test
  @DisplayName("what is local is still judged while we are cut off")
  void localIsJudged() {
    try (Office office = new Office(20, fibre())) {
      office.cutFibre();
      office.world.passSeconds(40);
      office.kill("server");
      office.world.passSeconds(40);
      assertEquals(DeviceState.DOWN, office.world.state("server"));
      assertEquals(List.of(Kind.DOWN), office.world.listener.told("server"));
      office.revive("server");
      office.world.passSeconds(40);
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), office.world.listener.told("server"));
    }
  }

  @Test
  @DisplayName("two uplinks: only when both are lost is anybody cut off, and one back is enough")
  void twoUplinks() {
    Uplink radio =
        Uplink.named("radio")
            .witness("air-1")
            .witness("air-2")
            .reaches(Selection.everything().except(LOCAL).except(Selection.device("gateway")))
            .build();
    try (Office office = new Office(10, fibre(), radio)) {
      World world = office.world.with(device("air-1"), device("air-2"));
      office.remote.addAll(List.of("air-1", "air-2"));
      world.passSeconds(60);
      world.listener.clear();

      office.kill("up-1", "up-2");
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("d0"));
      assertEquals(1, world.monitor.isolations().size());
      assertEquals(0, world.monitor.isolations().get(0).devices());
      assertEquals(DeviceState.DOWN, world.state("up-1"), "reached over the radio, and silent");

      office.cutFibre();
      world.passSeconds(60);
      assertEquals(DeviceState.UNKNOWN, world.state("d0"));
      assertEquals(2, world.monitor.isolations().size());
      assertTrue(world.monitor.isolations().stream().allMatch(is -> is.devices() == 14));

      office.mendFibre();
      world.passSeconds(60);
      assertEquals(DeviceState.UP, world.state("d0"));
      assertEquals(1, world.monitor.isolations().size());
      assertEquals(0, world.monitor.isolations().get(0).devices());
      office.revive("up-1", "up-2");
      world.pass(Duration.ofMinutes(4));
      assertEquals(List.of(), world.monitor.isolations());
      assertEquals(4, world.listener.isolations().size());
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), world.listener.told("up-1"));
      assertEquals(List.of(), world.listener.told("d0"));
    }
  }

  @Test
  @DisplayName("an uplink that comes back holds up no verdict on devices that had another way")
  void anotherWay() {
    Uplink radio = Uplink.named("radio").witness("air-1").build();
    try (Office office = new Office(10, fibre(), radio)) {
      World world = office.world.with(device("air-1"));
      world.passSeconds(60);
      office.kill("up-1", "up-2");
      world.passSeconds(60);
      office.world.probe.set("d9", ScriptedProbe.neverAnswers()); // no pass would end early
      office.revive("up-1", "up-2");
      world.passSeconds(32);
      assertEquals(List.of(), world.monitor.isolations());
      office.kill("d1");
      world.passSeconds(36);
      StateChange down = world.listener.changes("d1").get(1);
      assertTrue(
          Duration.between(down.evidence().firstUnansweredAt(), down.at()).toMillis() < 5_000);
    }
  }

  @Test
  @DisplayName("an outage from before goes on afterwards: same identity, not announced again")
  void outageGoesOn() {
    try (Office office = new Office(10, fibre())) {
      office.kill("d3");
      office.world.passSeconds(60);
      Outage before = office.world.status("d3").outage();
      office.cutFibre();
      office.world.pass(Duration.ofMinutes(10));
      assertEquals(DeviceState.UNKNOWN, office.world.state("d3"));
      assertEquals(before, office.world.status("d3").outage());
      office.mendFibre();
      office.world.pass(Duration.ofMinutes(4));
      assertEquals(DeviceState.DOWN, office.world.state("d3"));
      Outage after = office.world.status("d3").outage();
      assertNotNull(before);
      assertNotNull(after);
      assertEquals(before.id(), after.id());
      assertEquals(List.of(Kind.DOWN), office.world.listener.told("d3"));
      office.revive("d3");
      office.world.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), office.world.listener.told("d3"));
    }
  }

  @Test
  @DisplayName("one that was down before and came back meanwhile is announced recovered, once")
  void recoveredMeanwhile() {
    try (Office office = new Office(10, fibre())) {
      office.kill("d3");
      office.world.passSeconds(60);
      Outage before = office.world.status("d3").outage();
      office.cutFibre();
      office.world.pass(Duration.ofMinutes(10));
      office.revive("d3");
      office.mendFibre();
      office.world.pass(Duration.ofMinutes(4));
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), office.world.listener.told("d3"));
      assertEquals(before, office.world.listener.announcements("d3").get(1).outage());
      assertNull(office.world.status("d3").outage());
    }
  }

  @Test
  @DisplayName("after the return nothing is announced before one full look; then what died is")
  void oneFullLook() {
    try (Office office = new Office(30, fibre())) {
      office.cutFibre();
      office.world.pass(Duration.ofMinutes(10));
      office.kill("d3");
      office.mendFibre();
      while (!office.world.monitor.isolations().isEmpty()) {
        office.world.pass(Duration.ofMillis(100));
      }
      int asked = office.world.probe.asked().size();
      while (office.world.listener.announcements().isEmpty()) {
        office.world.pass(Duration.ofMillis(100));
      }
      Set<String> looked = new HashSet<>();
      office.world.probe.asked().stream().skip(asked - 40).forEach(is -> looked.add(is.device()));
      assertTrue(looked.containsAll(office.remote), looked.toString());
      assertEquals(List.of(Kind.DOWN), office.world.listener.told("d3"));
      assertEquals(1, office.world.listener.announcements().size());
      office.world.pass(Duration.ofMinutes(3));
      assertEquals(1, office.world.listener.announcements().size());
    }
  }

  @Test
  @DisplayName("cut off again during the full look, the look begins anew")
  void cutOffTwice() {
    for (int gap = 5; gap <= 95; gap += 15) {
      try (Office office = new Office(30, fibre())) {
        office.cutFibre();
        office.world.pass(Duration.ofMinutes(3));
        office.mendFibre();
        office.world.passSeconds(gap);
        office.cutFibre();
        office.world.passSeconds(40);
        office.mendFibre();
        office.world.pass(Duration.ofMinutes(4));
        assertEquals(List.of(), office.world.listener.announcements(), "gap " + gap);
        assertEquals(List.of(), office.downs(), "gap " + gap);
        assertEquals(0, office.world.monitor.isolations().size());
        assertEquals(DeviceState.UP, office.world.state("d0"));
      }
    }
  }

  @Test
  @DisplayName("blips of the uplink of one to four seconds, whenever they come, make nobody DOWN")
  void blips() {
    for (int tenths = 10; tenths <= 40; tenths += 3) {
      try (Office office = new Office(40, fibre())) {
        for (int phase = 0; phase < 20; phase++) {
          office.cutFibre();
          office.world.pass(Duration.ofMillis(100L * tenths));
          office.mendFibre();
          office.world.pass(Duration.ofMillis(31_500 + 97L * phase));
        }
        assertEquals(List.of(), office.downs(), tenths + " tenths of a second");
        office.world.pass(Duration.ofMinutes(5));
        assertEquals(0, office.world.monitor.counts().get(DeviceState.UNKNOWN));
        assertFalse(
            office.world.listener.announcements().stream()
                .anyMatch(is -> is.kind() == Kind.DOWN || is.kind() == Kind.FLAPPING));
      }
    }
  }

  @Test
  @DisplayName("a slow device is not announced as well and slow again because we were cut off")
  void slowBefore() {
    try (Office office = new Office(5, fibre())) {
      office.world.probe.set("d1", ScriptedProbe.answersAfter(Duration.ofMillis(700)));
      office.world.pass(Duration.ofMinutes(5));
      office.cutFibre();
      office.world.pass(Duration.ofMinutes(10));
      office.mendFibre();
      office.world.pass(Duration.ofMinutes(15));
      assertEquals(List.of(Kind.DEGRADED), office.world.listener.told("d1"));
      assertEquals(DeviceState.DEGRADED, office.world.state("d1"));
    }
  }

  @Test
  @DisplayName("a witness that cannot be asked counts for neither side")
  void voidWitness() {
    try (Office office = new Office(5, fibre())) {
      office.world.probe.set("up-1", ScriptedProbe.voided("receive buffer overflowed"));
      office.world.passSeconds(60);
      office.kill("d1");
      office.world.passSeconds(40);
      StateChange down = office.world.listener.changes("d1").get(1);
      assertTrue(
          Duration.between(down.evidence().firstUnansweredAt(), down.at()).toMillis() < 5_000);
      office.dead.add("gateway");
      office.cutFibre();
      office.world.passSeconds(60);
      assertEquals(1, office.world.monitor.isolations().size());
      assertEquals(DeviceState.UNKNOWN, office.world.state("d2"));
    }
  }

  @Test
  @DisplayName(
      "an uplink with too few witnesses left in the inventory is named in the health report")
  void missingWitnesses() {
    Uplink misspelt =
        Uplink.named("fibre").gateway("gateway").witness("up-1").witness("up-two").build();
    try (Office office = new Office(3, misspelt)) {
      assertEquals(List.of(), office.world.monitor.health().reasons(), "two are enough");
      office.world.inventory.remove("up-1");
      office.world.passSeconds(3);
      String reasons = office.world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("fibre") && reasons.contains("up-two"), reasons);
      office.kill("d1");
      office.world.passSeconds(40);
      assertEquals(DeviceState.DOWN, office.world.state("d1"));
    }
  }

  @Test
  @DisplayName("a device added while we are cut off is in scope before it could be blamed")
  void addedLater() {
    try (Office office = new Office(5, fibre())) {
      office.cutFibre();
      office.world.passSeconds(60);
      for (int i = 0; i < 20; i++) {
        String id = "new-" + i;
        office.world.probe.kill(id);
        office.world.with(device(id)).pass(Duration.ofMillis(4_730));
        assertEquals(DeviceState.UNKNOWN, office.world.state(id));
      }
      assertEquals(25 + 2, office.world.monitor.isolations().get(0).devices());
      assertEquals(List.of(), office.downs());
    }
  }

  @Test
  @DisplayName(
      "a device that turns out to be local while we are cut off is judged by new questions")
  void becomesLocal() {
    Uplink uplink =
        Uplink.named("fibre")
            .witness("up-1")
            .witness("up-2")
            .reaches(
                Selection.everything()
                    .except(Selection.label("site", "office"))
                    .except(Selection.device("gateway", "server", "printer")))
            .build();
    try (Office office = new Office(5, uplink)) {
      office.cutFibre();
      office.world.passSeconds(60);
      assertEquals(DeviceState.UNKNOWN, office.world.state("d1"));
      office.world.probe.revive("d1");
      office.world.inventory.change(device("d1").toBuilder().label("site", "office").build());
      office.world.passSeconds(35);
      assertEquals(DeviceState.UP, office.world.state("d1"));
      assertEquals(List.of(), office.downs());
    }
  }

  @Test
  @DisplayName("an isolated device that is removed or not asked any more holds up nobody")
  void removedMeanwhile() {
    try (Office office = new Office(10, fibre())) {
      office.kill("d1");
      office.world.passSeconds(60);
      office.cutFibre();
      office.world.passSeconds(60);
      office.world.inventory.remove("d1");
      office.remote.remove("d1");
      office.world.passSeconds(10);
      office.mendFibre();
      office.world.passSeconds(2);
      office.world.inventory.remove("d2");
      office.remote.remove("d2");
      office.kill("d3");
      office.world.passSeconds(75);
      assertEquals(List.of(Kind.DOWN, Kind.WITHDRAWN), office.world.listener.told("d1"));
      assertEquals(List.of(), office.world.listener.told("d2"));
      assertEquals(List.of(Kind.DOWN), office.world.listener.told("d3"));
    }
  }

  /** An office that watches devices over uplinks, with a few of its own beside it. */
  private static final class Office implements AutoCloseable {
    final World world;
    final List<String> remote = new ArrayList<>(OUTSIDE);
    final Set<String> dead = new HashSet<>();
    private boolean cut;

    Office(int devices, Uplink... uplinks) {
      world =
          new World(
              builder -> {
                for (Uplink uplink : uplinks) {
                  builder.uplink(uplink);
                }
                return builder;
              });
      world.with(device("gateway"), device("up-1"), device("up-2"));
      world.with(device("server"), device("printer"));
      for (int i = 0; i < devices; i++) {
        world.with(device("d" + i));
        remote.add("d" + i);
      }
      world.settled();
    }

    void cutFibre() {
      cut = true;
      apply();
    }

    void mendFibre() {
      cut = false;
      apply();
    }

    void kill(String... ids) {
      dead.addAll(List.of(ids));
      apply();
    }

    void revive(String... ids) {
      List.of(ids).forEach(dead::remove);
      apply();
    }

    List<String> downs() {
      return world.listener.changes().stream()
          .filter(is -> is.to() == DeviceState.DOWN)
          .map(StateChange::device)
          .toList();
    }

    private void apply() {
      for (Device each : world.inventory.devices()) {
        boolean silent = dead.contains(each.id()) || (cut && remote.contains(each.id()));
        if (silent) {
          world.probe.kill(each.id());
        } else {
          world.probe.revive(each.id());
        }
      }
    }

    @Override
    public void close() {
      world.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"asked once an hour", "not to be asked"})
  @DisplayName("a single device does not keep the others waiting after our return")
  void oneOfMany(String slow) {
    boolean isRare = slow.contains("hour");
    Schedule schedule =
        Schedule.every(World.INTERVAL)
            .perDevice(is -> isRare && is.id().equals("meter") ? Duration.ofHours(1) : null);
    try (OneUplink one = new OneUplink(schedule, "a", "meter")) {
      one.time.advance(Duration.ofMinutes(2));
      if (!isRare) {
        one.probe.set("meter", ScriptedProbe.broken("no route to it"));
      }
      one.time.advance(Duration.ofMinutes(2));
      one.probe.kill("up-1");
      one.time.advance(Duration.ofMinutes(1));
      assertEquals(1, one.monitor.isolations().size());
      one.probe.revive("up-1");
      for (int i = 0; i < 120 && !one.monitor.isolations().isEmpty(); i++) {
        one.time.advance(Duration.ofSeconds(1));
      }
      assertEquals(List.of(), one.monitor.isolations());
      one.probe.kill("a");
      one.time.advance(Duration.ofSeconds(45));
      assertEquals(List.of(Kind.DOWN), one.listener.told("a"));
    }
  }

  @Test
  @DisplayName("who is not asked any more while we are cut off has no outage afterwards")
  void notAskedMeanwhile() {
    AtomicBoolean wanted = new AtomicBoolean(true);
    Schedule schedule =
        Schedule.every(World.INTERVAL).on(is -> !is.id().equals("a") || wanted.get());
    try (OneUplink one = new OneUplink(schedule, "a")) {
      one.time.advance(Duration.ofMinutes(1));
      one.probe.kill("a");
      one.time.advance(Duration.ofMinutes(5));
      one.probe.kill("up-1");
      one.time.advance(Duration.ofMinutes(5));
      wanted.set(false);
      one.inventory.change(
          Device.named("a").address(InetAddress.getLoopbackAddress()).label("v", "1").build());
      one.time.advance(Duration.ofMinutes(5));
      one.probe.revive("up-1");
      assertNull(one.monitor.status("a").orElseThrow().outage());
      one.time.advance(Duration.ofDays(3));
      wanted.set(true);
      one.inventory.change(
          Device.named("a").address(InetAddress.getLoopbackAddress()).label("v", "2").build());
      Instant asked = one.time.instant();
      one.time.advance(Duration.ofMinutes(10));
      List<Announcement> told = one.listener.announcements("a");
      assertEquals(Kind.DOWN, told.get(told.size() - 1).kind());
      assertTrue(!told.get(told.size() - 1).since().isBefore(asked), told.toString());
    }
  }

  /** A monitor with a schedule of its own, and one uplink with one witness. */
  private static final class OneUplink implements AutoCloseable {
    final ManualTime time = ManualTime.startingAt(World.NOON);
    final Inventory inventory = new Inventory();
    final ScriptedProbe probe = ScriptedProbe.over(inventory, time);
    final RecordingListener listener = new RecordingListener();
    final Monitor monitor;

    OneUplink(Schedule schedule, String... remote) {
      inventory.add(device("up-1"));
      for (String id : remote) {
        inventory.add(device(id));
      }
      monitor =
          Monitor.builder()
              .inventory(inventory)
              .probe(probe, schedule)
              .uplink(Uplink.named("fibre").witness("up-1").build())
              .listener(listener)
              .time(time)
              .build();
      monitor.start();
    }

    @Override
    public void close() {
      monitor.close();
      probe.close();
    }
  }
}
