package io.ispmonitor.icmp;

import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a monitor is stopped for a while and goes on. Needs root. */
@Tag("interop")
class StoppedProcessInteropTest {
  private static final Logger figures = LoggerFactory.getLogger("io.ispmonitor.figures");
  private static final Duration OFTEN = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(18);
  private static final int STOPS = 2;
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private static final Duration AFTERWARDS = Duration.ofMinutes(1);

  /** Time for a hundred questions. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  /** After a second they would rightly end as silence. */
  private static final Duration TOO_LONG = Duration.ofMillis(900);

  /** A machine that is too busy to stop the process in time is given so many tries. */
  private static final int TRIES = 5;

  /** One miss is an outage here, so that not even one question may be taken for silence. */
  private static final int MISSES = 1;

  private final Site top = Site.top();
  private final Village calm = new Village(top, "198.18");
  private final Village shaky = new Village(top, "198.19");

  @AfterEach
  void takeAway() {
    top.close();
  }

  /**
   * One village answers all the time. The other one does not for the moment before each stop, so
   * that questions are under way whose answers will never come, and does again long before the
   * process goes on.
   */
  @Test
  @DisplayName("a process that was stopped for 18 s takes nothing for silence")
  void stopped() {
    top.namespace.allowPing();
    calm.connect();
    shaky.connect();
    for (int i = 0; i < TRIES; i++) {
      if (isTried()) {
        return;
      }
    }
    fail("in " + TRIES + " tries the process could not be stopped within " + TOO_LONG);
  }

  /** Tries it with monitors of its own; false when they were stopped too late to tell anything. */
  private boolean isTried() {
    try (PipedMonitor ofCalm = new PipedMonitor(top.namespace, calm.network(), OFTEN, MISSES);
        PipedMonitor ofShaky = new PipedMonitor(top.namespace, shaky.network(), OFTEN, MISSES)) {
      ofCalm.await(UP, calm.ids());
      ofShaky.await(UP, shaky.ids());
      for (int i = 0; i < STOPS; i++) {
        ofShaky.listen(BETWEEN);
        if (!isStoppedInTime(ofCalm, ofShaky)) {
          return false;
        }
      }
      ofShaky.listen(AFTERWARDS);
      assertNoOutage(ofCalm);
      assertNoOutage(ofShaky);
      assertTrue(ofShaky.count("voided") > 0, ofShaky::health);
      assertNotBlind(ofCalm, calm);
      assertNotBlind(ofShaky, shaky);
      return true;
    }
  }

  private boolean isStoppedInTime(PipedMonitor ofCalm, PipedMonitor ofShaky) {
    long began = System.nanoTime();
    shaky.answer(false);
    ofShaky.listen(MOMENT);
    ofShaky.signal("STOP");
    Duration moment = Duration.ofNanos(System.nanoTime() - began);
    ofCalm.signal("STOP");
    shaky.answer(true);
    boolean isInTime = moment.compareTo(TOO_LONG) < 0;
    if (isInTime) {
      ofShaky.listen(STOP);
    } else {
      figures.info("machine too busy, stopped after {}", moment);
    }
    ofCalm.signal("CONT");
    ofShaky.signal("CONT");
    return isInTime;
  }

  private static void assertNoOutage(PipedMonitor monitor) {
    String health = monitor.health();
    figures.info("after {} stops of {}: {}", STOPS, STOP, health);
    Course course = monitor.course();
    List<StateLine> outages =
        course.changes.stream().filter(change -> change.to().isOutage()).toList();
    assertEquals(List.of(), outages, health);
    assertEquals(List.of(), course.announcements, health);
    assertTrue(monitor.count("missed") > 0, () -> "it was not stopped: " + health);
  }

  /** It would be no feat to see no outage when it sees nothing at all. */
  private static void assertNotBlind(PipedMonitor monitor, Village village) {
    village.answer(false);
    monitor.await(DOWN, village.ids());
  }
}
