package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.Told;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where there is no room for an announcement. */
class NoticesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final TimeSource time = TimeSource.system();
  private final Rules rules = new Rules(ReachabilityPolicy.defaults(), new ReachabilityOverrides());
  private final Outputs outputs = new Outputs(time, new Memory(time, rules));
  private final Notices notices = new Notices(time, rules, outputs);
  private final Watched tower = new Watched(Device.named("tower").build(), Verdict.unknown(0));

  @Test
  @DisplayName("an outage that found no room is not taken for told, and told when there is room")
  void downIsOwed() {
    fill();
    goesDown();
    notices.reconcile(tower);
    assertNull(tower.told.outage(), "nobody knows of it");
    notices.review(time.nanoTime());
    assertNull(tower.told.outage(), "there is no room yet");

    drain();
    notices.review(time.nanoTime());
    notices.review(time.nanoTime());
    assertEquals(List.of("DOWN tower"), drain());
    assertEquals(tower.ownOutage(), tower.told.outage());
  }

  @Test
  @DisplayName("the end of an outage that found no room follows when there is room")
  void endIsOwed() {
    goesDown();
    notices.reconcile(tower);
    fill();
    answers();
    notices.reconcile(tower);
    assertNotNull(tower.told.outage(), "they still believe that it goes on");
    drain();
    notices.review(time.nanoTime());
    assertEquals(List.of("RECOVERED tower"), drain());
    assertEquals(Told.NOTHING, tower.told);
  }

  @Test
  @DisplayName("the end of an outage that is owed when flapping begins is told when it has settled")
  void endIsOwedWhileItFlaps() {
    goesDown();
    notices.reconcile(tower);
    fill();
    answers();
    notices.reconcile(tower);
    drain();
    goesDown();
    tower.flapping = true;
    notices.reconcile(tower);
    assertEquals(List.of("FLAPPING tower"), drain());
    answers();
    notices.reconcile(tower);
    assertEquals(List.of(), drain());
    tower.flapping = false;
    notices.reconcile(tower);
    assertEquals(List.of("SETTLED tower", "RECOVERED tower"), drain());
    assertEquals(Told.NOTHING, tower.told);
  }

  @Test
  @DisplayName("what is withdrawn of a device that is gone is withdrawn as soon as there is room")
  void withdrawalIsOwed() {
    goesDown();
    notices.reconcile(tower);
    fill();
    tower.removed = true;
    notices.withdraw(tower, "removed");
    drain();
    notices.review(time.nanoTime());
    assertEquals(List.of("WITHDRAWN tower"), drain());
  }

  @Test
  @DisplayName("where the fault is found to be is told later when there is no room")
  void rootIsOwed() {
    goesDown();
    notices.reconcile(tower);
    fill();
    notices.rootFound(tower, Objects.requireNonNull(tower.ownOutage()));
    drain();
    notices.review(time.nanoTime());
    assertEquals(List.of("ROOT_FOUND tower"), drain());
  }

  private void goesDown() {
    Outage outage = Outage.of("tower", NOON, 0);
    tower.verdict = Verdict.of(DeviceState.DOWN, 0, 0, outage, Evidence.NOTHING_HEARD);
  }

  private void answers() {
    tower.verdict = Verdict.of(DeviceState.UP, 0, 0, null, Evidence.NOTHING_HEARD);
  }

  private void fill() {
    Announcement another =
        new Announcement(
            Kind.DOWN,
            "another",
            NOON,
            NOON,
            DeviceState.DOWN,
            null,
            "it is down",
            Evidence.NOTHING_HEARD);
    boolean room = true;
    while (room) {
      room = outputs.announce(another);
    }
  }

  /** Empties the queue; what it held but for the filling. */
  private List<String> drain() {
    List<String> told = new ArrayList<>();
    for (Event event = outputs.events.poll(); event != null; event = outputs.events.poll()) {
      if (event instanceof Event.Announced announced
          && !announced.announcement().device().equals("another")) {
        told.add(announced.announcement().kind() + " " + announced.announcement().device());
      }
    }
    return told;
  }
}
