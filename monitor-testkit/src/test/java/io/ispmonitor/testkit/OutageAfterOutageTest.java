package io.ispmonitor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Progress;
import io.ispmonitor.reachability.StateChange;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutageAfterOutageTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final ScriptedProbe probe = ScriptedProbe.in(time);
  private final List<Announcement> told = new ArrayList<>();

  private Monitor monitor(InMemoryStateLog log) {
    return Monitor.builder()
        .device(Device.of("radio-1", InetAddress.getLoopbackAddress()))
        .probe(probe, Schedule.every(Duration.ofSeconds(30)))
        .stateLog(log)
        .time(time)
        .listener(
            new MonitorListener() {
              @Override
              public void onAnnouncement(Announcement announcement) {
                told.add(announcement);
              }
            })
        .build();
  }

  @Test
  @DisplayName(
      "an outage that follows one whose end nobody could be told of before a crash is told")
  void afterCrash() {
    InMemoryStateLog log = InMemoryStateLog.create();
    Monitor first = monitor(log);
    first.start();
    time.advance(Duration.ofMinutes(1));
    probe.kill("radio-1");
    time.advance(Duration.ofMinutes(1));
    StateChange known = log.latest().iterator().next();
    probe.revive("radio-1");
    time.advance(Duration.ofMinutes(1));
    probe.kill("radio-1");
    time.advance(Duration.ofMinutes(1));
    StateChange last = log.latest().iterator().next();
    first.close();
    assertEquals(DeviceState.DOWN, last.to());
    assertNotEquals(known.outage(), last.outage());

    told.clear();
    InMemoryStateLog crashed = InMemoryStateLog.create();
    crashed.append(toldOf(last, known), new FencingToken(Leadership.ALL, 1));
    Monitor second = monitor(crashed);
    second.start();
    time.advance(Duration.ofMinutes(3));
    assertEquals(1, told.size(), told::toString);
    assertEquals(Announcement.Kind.DOWN, told.get(0).kind());
    assertEquals(last.outage(), told.get(0).outage());
    probe.revive("radio-1");
    time.advance(Duration.ofMinutes(1));
    assertEquals(2, told.size(), told::toString);
    assertEquals(Announcement.Kind.RECOVERED, told.get(1).kind());
    second.close();
  }

  /** A change as it is stored while nothing can be told: people know of the outage before. */
  private static StateChange toldOf(StateChange last, StateChange known) {
    Progress is = last.progress();
    return new StateChange(
        last.device(),
        last.at(),
        last.from(),
        last.to(),
        last.outage(),
        last.evidence(),
        new Progress(
            is.at(),
            is.since(),
            is.unanswered(),
            is.firstUnansweredAt(),
            is.answered(),
            is.lastAnswerAt(),
            is.silentWitnessSince(),
            is.flapping(),
            is.told().outage(known.outage())));
  }
}
