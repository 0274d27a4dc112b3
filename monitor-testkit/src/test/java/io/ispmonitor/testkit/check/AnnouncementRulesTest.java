package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static io.ispmonitor.testkit.check.Tape.second;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.FlappingPolicy;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnnouncementRulesTest {
  private final Tape tape =
      new Tape(
              is -> is.except(Rule.QUALITY_FITS, Rule.ASKED_IN_TIME), // only one is asked
              device("p"),
              device("a", "p"),
              device("b"))
          .allUp();

  private static void fails(Tape on, String id, double at) {
    on.at(at).miss(id).at(at + 1).miss(id);
    on.at(at + 2).miss(id, () -> on.change(id, DeviceState.DOWN).announce(id, Kind.DOWN));
  }

  private static void recovers(Tape on, String id, double at) {
    Outage outage = on.outage(id);
    on.at(at).answer(id);
    on.at(at + 1)
        .answer(id, () -> on.change(id, DeviceState.UP).announce(id, Kind.RECOVERED, outage));
  }

  @Nested
  @DisplayName("pairs")
  class InPairs {

    @Test
    @DisplayName("down, recovered, down again")
    void pairs() {
      fails(tape, "b", 30);
      recovers(tape, "b", 40);
      fails(tape, "b", 60);
      tape.isClean();
    }

    @Test
    @DisplayName("an outage is announced twice")
    void downTwice() {
      fails(tape, "b", 30);
      tape.at(40).miss("b", () -> tape.announce("b", Kind.DOWN));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }

    @Test
    @DisplayName("a recovery is announced twice")
    void recoveredTwice() {
      fails(tape, "b", 30);
      Outage outage = tape.outage("b");
      recovers(tape, "b", 40);
      tape.at(60).answer("b", () -> tape.announce("b", Kind.RECOVERED, outage));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }

    @Test
    @DisplayName("a recovery of what was not announced")
    void recoveredOnly() {
      tape.at(30).dies("b");
      recovers(tape, "b", 40);
      tape.violates(Rule.TOLD_IN_PAIRS);
    }

    @Test
    @DisplayName("bad quality has its pairs, too")
    void quality() {
      tape.at(30)
          .answer("b", () -> tape.change("b", DeviceState.DEGRADED).announce("b", Kind.DEGRADED));
      tape.at(60)
          .answer("b", () -> tape.change("b", DeviceState.UP).announce("b", Kind.WITHIN_LIMITS));
      tape.isClean();
      tape.at(90).answer("b", () -> tape.announce("b", Kind.WITHIN_LIMITS));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }

    @Test
    @DisplayName("a deeper root is announced to those who know of the first, and recovers")
    void rootFound() {
      tape.at(29).answer("p").at(30).miss("a").at(31).answer("p");
      fails(tape, "a", 31.5);
      Outage first = Objects.requireNonNull(tape.outage("a"));
      Outage deeper = new Outage(first.id(), "p", second(36), 1, 0);
      tape.at(36).miss("p").at(37).miss("p");
      tape.at(38)
          .miss(
              "p",
              () ->
                  tape.change(tape.honest("p", DeviceState.DOWN, deeper))
                      .change(tape.honest("a", DeviceState.UNREACHABLE, deeper))
                      .announce("p", Kind.ROOT_FOUND, deeper));
      recovers(tape, "p", 50);
      tape.isClean();
    }

    @Test
    @DisplayName("a root is found of what was not announced")
    void rootOfNothing() {
      tape.at(30).dies("b");
      tape.at(40).miss("b", () -> tape.announce("b", Kind.ROOT_FOUND));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }
  }

  @Nested
  @DisplayName("what is announced is so")
  class True {

    @Test
    @DisplayName("the state may be told after its announcement")
    void order() {
      tape.at(30).miss("b").at(31).miss("b");
      Outage outage = Outage.of("b", second(30), 0);
      tape.at(32)
          .miss("b", () -> tape.announce("b", Kind.DOWN, outage).change("b", DeviceState.DOWN));
      tape.isClean();
    }

    @Test
    @DisplayName("down is announced of a device that is up")
    void isUp() {
      Outage outage = Outage.of("b", second(20), 0);
      tape.at(30).answer("b", () -> tape.announce("b", Kind.DOWN, outage));
      tape.violates(Rule.TOLD_WHAT_IS);
    }

    @Test
    @DisplayName("down is announced of a device that is unreachable")
    void isUnreachable() {
      fails(tape, "p", 30);
      Outage other = Outage.of("a", second(34), 0);
      tape.at(34).miss("a").at(35);
      tape.miss("p", () -> tape.cutOff("a", "p").announce("a", Kind.DOWN, other));
      tape.violates(Rule.TOLD_WHAT_IS);
    }

    @Test
    @DisplayName("recovered is announced of a device that is down")
    void isDown() {
      fails(tape, "b", 30);
      tape.at(40).answer("b", () -> tape.announce("b", Kind.RECOVERED));
      tape.violates(Rule.TOLD_WHAT_IS);
    }
  }

  @Nested
  @DisplayName("nothing is forgotten")
  class Forgotten {

    @Test
    @DisplayName("a device is down and nobody was told")
    void trouble() {
      tape.at(30).dies("b").at(50).miss("b").at(80).miss("b");
      tape.violates(Rule.TROUBLE_TOLD);
    }

    @Test
    @DisplayName("a device is degraded and nobody was told, until the end")
    void quality() {
      tape.at(30).answer("b", () -> tape.change("b", DeviceState.DEGRADED)).at(80).conclude();
      tape.violates(Rule.TROUBLE_TOLD);
    }

    @Test
    @DisplayName("a device is up and people know it as down")
    void end() {
      fails(tape, "b", 30);
      tape.at(40).returns("b").at(60).answer("b").at(90).answer("b");
      tape.violates(Rule.END_TOLD);
    }

    @Test
    @DisplayName("a device is up at the end and people know it as degraded")
    void endOfQuality() {
      tape.at(30)
          .answer("b", () -> tape.change("b", DeviceState.DEGRADED).announce("b", Kind.DEGRADED));
      tape.at(60).answer("b", () -> tape.change("b", DeviceState.UP));
      for (int second = 90; second < 500; second += 30) {
        tape.at(second).answer("b");
      }
      tape.violates(Rule.END_TOLD);
    }

    @Test
    @DisplayName("the outage of a device that was removed is withdrawn, or else missed")
    void removed() {
      fails(tape, "b", 30);
      tape.inventory.remove("b");
      tape.at(40).answer("a");
      for (int second = 60; second < 4_000; second += 30) {
        tape.at(second).answer("a").answer("p");
      }
      tape.violates(Rule.END_TOLD);
    }
  }

  @Nested
  @DisplayName("flapping")
  class Flapping {
    /** Begins to flap with a slot or two. */
    private final ReachabilityPolicy hasty =
        ReachabilityPolicy.defaults()
            .flapping(
                new FlappingPolicy(0.05, 0.05, 4, Duration.ofHours(1), Duration.ofMinutes(15)));

    private final Tape tape = flapping(hasty);

    private static Tape flapping(ReachabilityPolicy policy) {
      return new Tape(
              is -> is.reachability(policy).except(Rule.QUALITY_FITS), device("p"), device("b"))
          .allUp();
    }

    private void flaps(double from) {
      for (int i = 0; i < 4; i++) {
        tape.at(from + 2 * i).answer("b").at(from + 2 * i + 1).miss("b");
      }
      tape.at(from + 9).miss("b", () -> tape.announce("b", Kind.FLAPPING, null));
    }

    @Test
    @DisplayName("what is owed comes when it has settled")
    void settles() {
      fails(tape, "b", 30);
      Outage outage = tape.outage("b");
      flaps(40);
      tape.at(60).returns("b").at(90).answer("b").at(120).answer("b");
      tape.at(150)
          .answer(
              "b",
              () -> tape.announce("b", Kind.SETTLED, null).announce("b", Kind.RECOVERED, outage));
      tape.isClean();
    }

    @Test
    @DisplayName("a recovery is announced while it flaps")
    void recovered() {
      fails(tape, "b", 30);
      flaps(40);
      recovers(tape, "b", 60);
      tape.violates(Rule.QUIET_WHILE_FLAPPING);
    }

    @Test
    @DisplayName("an outage is announced while it flaps")
    void down() {
      flaps(40);
      fails(tape, "b", 60);
      tape.violates(Rule.QUIET_WHILE_FLAPPING);
    }

    @Test
    @DisplayName("flapping after a single change")
    void withoutCause() {
      tape.at(30).miss("b", () -> tape.announce("b", Kind.FLAPPING, null));
      tape.violates(Rule.FLAPPING_HAS_CHANGES);
    }

    @Test
    @DisplayName("flapping begins with an answer")
    void goodNews() {
      for (int i = 0; i < 4; i++) {
        tape.at(40 + 2 * i).miss("b").at(41 + 2 * i).answer("b");
      }
      tape.at(49).answer("b", () -> tape.announce("b", Kind.FLAPPING, null));
      tape.violates(Rule.FLAPPING_HAS_CHANGES);
    }

    @Test
    @DisplayName("as many changes as the policy asks for, however many that are")
    void manyChanges() {
      FlappingPolicy patient =
          new FlappingPolicy(0.05, 0.05, 20, Duration.ofHours(1), Duration.ofMinutes(15));
      assertEquals(Map.of(), changed(8, patient).checker.counts());
      changed(7, patient).violates(Rule.FLAPPING_HAS_CHANGES);
    }

    /** Is called flapping after so many times away and back, and three changes of its state. */
    private Tape changed(int times, FlappingPolicy policy) {
      Tape on = flapping(ReachabilityPolicy.defaults().flapping(policy));
      on.at(10).dies("b").at(14).returns("b");
      for (int i = 0; i < times; i++) {
        on.at(20 + 2 * i).miss("b").at(21 + 2 * i).answer("b");
      }
      return on.at(50).miss("b", () -> on.announce("b", Kind.FLAPPING, null));
    }

    @Test
    @DisplayName("changes that fill as much of the window as the policy asks for, and less of it")
    void share() {
      assertEquals(Map.of(), spread(6).checker.counts());
      spread(4).violates(Rule.FLAPPING_HAS_CHANGES);
    }

    /** Goes away and comes back in so many slots in a row, and is called flapping. */
    private static Tape spread(int slots) {
      Tape on = flapping(ReachabilityPolicy.defaults());
      for (int second = 30; second < slots * 180; second += 30) {
        boolean isAway = second % 180 == 60;
        Tape asked = isAway ? on.at(second).miss("b") : on.at(second).answer("b");
        asked.answer("p");
      }
      return on.at(slots * 180).miss("b", () -> on.announce("b", Kind.FLAPPING, null));
    }

    @Test
    @DisplayName("silences from after its parent was back are its own")
    void afterItsParent() {
      Tape chain =
          new Tape(
                  is -> is.reachability(hasty).except(Rule.QUALITY_FITS),
                  device("p"),
                  device("b", "p"))
              .allUp();
      for (int i = 0; i < 4; i++) {
        int second = 40 + 5 * i;
        chain.at(second).miss("b").at(second + 1).miss("p");
        chain.at(second + 2).answer("p").at(second + 3).miss("b").at(second + 4).answer("b");
      }
      chain.at(70).miss("b", () -> chain.announce("b", Kind.FLAPPING, null));
      chain.isClean();
    }

    @Test
    @DisplayName("what it did because of its parent is no cause")
    void causeOfAnother() {
      Tape chain = new Tape(is -> is.reachability(hasty), device("p"), device("b", "p")).allUp();
      for (int i = 0; i < 4; i++) {
        int second = 40 + 5 * i;
        chain.at(second).miss("b").at(second + 1).miss("p");
        chain.at(second + 2).answer("p").at(second + 3).answer("b");
      }
      chain.at(70).miss("b", () -> chain.announce("b", Kind.FLAPPING, null));
      chain.violates(Rule.FLAPPING_HAS_CHANGES);
    }

    @Test
    @DisplayName("it has been steady for more than the window and still flaps")
    void forEver() {
      flaps(40);
      for (int second = 60; second < 4_300; second += 30) {
        tape.at(second).answer("b").answer("p");
      }
      tape.violates(Rule.END_TOLD);
    }

    @Test
    @DisplayName("flapping where nothing is to count as flapping")
    void never() {
      ReachabilityPolicy policy = ReachabilityPolicy.defaults().flapping(FlappingPolicy.never());
      Tape other = new Tape(is -> is.reachability(policy), device("b")).allUp();
      for (int i = 0; i < 4; i++) {
        other.at(30 + 2 * i).answer("b").at(31 + 2 * i).miss("b");
      }
      other.at(40).miss("b", () -> other.announce("b", Kind.FLAPPING, null));
      other.violates(Rule.FLAPPING_HAS_CHANGES);
    }

    @Test
    @DisplayName("digests that come too often, and one without a beginning")
    void digests() {
      flaps(40);
      tape.at(60).miss("b", () -> tape.announce("b", Kind.STILL_FLAPPING, null));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }
  }

  @Nested
  @DisplayName("maintenance")
  class InMaintenance {
    private final Tape window =
        new Tape(
                is ->
                    is.maintenance(
                        (device, at) -> !at.isBefore(second(20)) && at.isBefore(second(100))),
                device("b"))
            .allUp();

    private void atItsEnd(double asked, Instant since) {
      window.at(30).dies("b").at(60).miss("b").at(90).miss("b");
      window.at(asked).miss("b", () -> window.announce("b", Kind.DOWN, window.outage("b"), since));
    }

    @Test
    @DisplayName("what is still there at its end is announced, since then")
    void stillThere() {
      atItsEnd(105, second(100));
      window.isClean();
    }

    @Test
    @DisplayName("trouble is announced inside")
    void inside() {
      fails(window, "b", 30);
      window.violates(Rule.QUIET_IN_MAINTENANCE);
    }

    @Test
    @DisplayName("trouble is announced that a window waited for, to begin with it")
    void beginning() {
      MaintenanceTimes waiting =
          new MaintenanceTimes() {
            @Override
            public boolean holds(String device, Instant at) {
              return false;
            }

            @Override
            public boolean awaits(String device, Instant at) {
              return device.equals("b");
            }
          };
      Tape armed = new Tape(is -> is.maintenance(waiting), device("b")).allUp();
      fails(armed, "b", 30);
      armed.violates(Rule.QUIET_IN_MAINTENANCE);
    }

    @Test
    @DisplayName("it is announced since it began inside")
    void sinceBefore() {
      atItsEnd(105, second(30));
      window.violates(Rule.QUIET_IN_MAINTENANCE);
    }

    @Test
    @DisplayName("it is announced by a question from inside")
    void withoutAsking() {
      atItsEnd(99.5, second(100));
      window.violates(Rule.QUIET_IN_MAINTENANCE);
    }

    @Test
    @DisplayName("a recovery of a trouble announced before is announced inside")
    void recovery() {
      Tape before =
          new Tape(is -> is.maintenance((device, at) -> !at.isBefore(second(35))), device("b"))
              .allUp();
      fails(before, "b", 30);
      recovers(before, "b", 40);
      before.isClean();
    }

    @Test
    @DisplayName("a trouble that is never told is reported once, whatever pauses come")
    void once() {
      Tape silent = new Tape(device("b")).allUp();
      silent.at(30).dies("b");
      for (int second = 42; second < 3_000; second += 10) {
        silent.at(second).miss("b");
        if (second % 500 == 2) {
          silent.checker.paused(second(second + 5));
        }
        if (second == 1_552) {
          silent.checker.restarted(second(second + 5));
        }
      }
      assertEquals(Map.of(Rule.TROUBLE_TOLD, 1L), silent.checker.counts());
    }

    @Test
    @DisplayName("a trouble that stays is not forgotten after it")
    void forgotten() {
      window.at(30).dies("b");
      for (int second = 42; second < 240; second += 10) {
        window.at(second).miss("b");
      }
      window.violates(Rule.TROUBLE_TOLD);
    }
  }

  @Nested
  @DisplayName("isolation")
  class Isolated {

    private void cutOff() {
      tape.at(30).isolated(null);
      tape.change(tape.honest("b", DeviceState.UNKNOWN, null));
      tape.change(tape.honest("p", DeviceState.UNKNOWN, null));
      tape.at(31).miss("b").at(31).miss("p");
    }

    @Test
    @DisplayName("once each was asked, what is dead is announced")
    void afterwards() {
      cutOff();
      tape.at(60).isolated(second(60));
      tape.at(61).answer("p", () -> tape.change("p", DeviceState.UP));
      fails(tape, "b", 62);
      tape.isClean();
    }

    @Test
    @DisplayName("something is announced while we are cut off")
    void during() {
      cutOff();
      tape.at(40).miss("b", () -> tape.announce("b", Kind.FLAPPING, null));
      tape.violates(Rule.QUIET_WHILE_ISOLATED, Rule.FLAPPING_HAS_CHANGES);
    }

    @Test
    @DisplayName("something is announced before all were asked again")
    void tooEarly() {
      cutOff();
      tape.at(60).isolated(second(60));
      fails(tape, "b", 62);
      tape.violates(Rule.QUIET_WHILE_ISOLATED);
    }

    @Test
    @DisplayName("who was back with another uplink is not waited for when the last one is back")
    void backWithAnother() {
      tape.at(30).isolated("other", null);
      tape.change(tape.honest("p", DeviceState.UNKNOWN, null)).at(31).miss("p");
      tape.at(40).isolated("uplink", null);
      tape.change(tape.honest("b", DeviceState.UNKNOWN, null)).at(41).miss("b");
      tape.at(50).isolated("other", second(50));
      tape.at(51).answer("p", () -> tape.change("p", DeviceState.UP));
      tape.at(60).isolated("uplink", second(60));
      fails(tape, "b", 62);
      tape.isClean();
    }

    @Test
    @DisplayName("nor who had answered when that other uplink was found to be back")
    void answeredBefore() {
      tape.at(30).isolated("other", null);
      tape.change(tape.honest("p", DeviceState.UNKNOWN, null)).at(31).miss("p");
      tape.at(40).isolated("uplink", null);
      tape.change(tape.honest("b", DeviceState.UNKNOWN, null)).at(41).miss("b");
      tape.at(49).answer("p", () -> tape.change("p", DeviceState.UP));
      tape.at(50).isolated("other", second(50));
      tape.at(60).isolated("uplink", second(60));
      fails(tape, "b", 62);
      tape.isClean();
    }

    @Test
    @DisplayName("an outage that was suspended goes on under its id, and is not announced again")
    void suspended() {
      fails(tape, "b", 20);
      Outage outage = tape.outage("b");
      tape.at(30).isolated(null);
      tape.change(tape.honest("b", DeviceState.UNKNOWN, outage)).at(31).miss("b");
      tape.at(60).isolated(second(60));
      tape.at(61).miss("b", () -> tape.change(tape.honest("b", DeviceState.DOWN, outage)));
      tape.isClean();
      tape.at(65).miss("b", () -> tape.announce("b", Kind.DOWN, outage));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }
  }

  @Nested
  @DisplayName("restart")
  class Restarted {

    @Test
    @DisplayName("what was told before is ended after it, and new trouble comes after a full pass")
    void goesOn() {
      fails(tape, "b", 30);
      tape.checker.restarted(second(50));
      tape.at(51).answer("p").answer("a");
      recovers(tape, "b", 52);
      fails(tape, "b", 54);
      tape.isClean();
    }

    @Test
    @DisplayName("an outage is announced again")
    void again() {
      fails(tape, "b", 30);
      tape.checker.restarted(second(50));
      tape.at(51).answer("p").answer("a").at(52).miss("b");
      tape.at(54).miss("b", () -> tape.announce("b", Kind.DOWN));
      tape.violates(Rule.TOLD_IN_PAIRS);
    }

    @Test
    @DisplayName("new trouble is announced before everybody was asked")
    void tooEarly() {
      tape.checker.restarted(second(50));
      fails(tape, "b", 51);
      tape.violates(Rule.QUIET_AFTER_RESTART);
    }

    @Test
    @DisplayName("bad quality is announced by the last but one who is asked")
    void qualityTooEarly() {
      tape.checker.restarted(second(50));
      tape.at(51).answer("p");
      tape.at(52)
          .answer("b", () -> tape.change("b", DeviceState.DEGRADED).announce("b", Kind.DEGRADED));
      tape.violates(Rule.QUIET_AFTER_RESTART);
    }

    @Test
    @DisplayName("a recovery is forgotten")
    void forgotten() {
      fails(tape, "b", 30);
      tape.checker.restarted(second(50));
      tape.at(52).returns("b");
      for (int second = 80; second < 300; second += 30) {
        tape.at(second).answer("b");
      }
      tape.violates(Rule.END_TOLD);
    }

    @Test
    @DisplayName("the states begin anew")
    void anew() {
      tape.checker.restarted(second(50));
      Tape fresh = new Tape(device("b"));
      tape.at(51).answer("b", () -> tape.change(fresh.at(51).honestUp("b")));
      tape.violates(Rule.STATES_CONTINUOUS);
    }
  }
}
