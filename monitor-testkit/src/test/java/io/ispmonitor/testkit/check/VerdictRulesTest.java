package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static io.ispmonitor.testkit.check.Tape.second;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.reachability.StateChange;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerdictRulesTest {

  private static StateChange down(Tape tape, String id, int unanswered, Instant first) {
    StateChange honest = tape.honest(id, DeviceState.DOWN, Outage.of(id, first, 0));
    return Tape.with(
        honest, new Evidence(Basis.MISSES, "because", unanswered, first, null, List.of()));
  }

  @Nested
  @DisplayName("down only after enough misses")
  class Confirmed {

    @Test
    @DisplayName("three in a row are enough, also with void outcomes between them")
    void enough() {
      Tape tape = new Tape(device("a")).allUp();
      tape.at(30).miss("a").at(32).nothing("a").at(34).miss("a");
      tape.at(36).miss("a", () -> tape.change("a", DeviceState.DOWN));
      tape.isClean();
    }

    @Test
    @DisplayName("a verdict that comes with an outcome of another device counts what was before")
    void heldVerdict() {
      Tape tape = new Tape(device("a"), device("b")).allUp();
      tape.at(30).miss("a").at(32).miss("a").at(34).miss("a");
      tape.at(36).answer("b", () -> tape.change("a", DeviceState.DOWN));
      tape.isClean();
    }

    @Test
    @DisplayName("two are not")
    void tooFew() {
      Tape tape = new Tape(device("a")).allUp();
      tape.at(30).miss("a");
      tape.at(32).miss("a", () -> tape.change("a", DeviceState.DOWN));
      tape.violates(Rule.CONFIRMED_BEFORE_DOWN);
    }

    @Test
    @DisplayName("three with an answer between them are not")
    void notInARow() {
      Tape tape = new Tape(device("a")).allUp();
      tape.at(30).miss("a").at(31.5).miss("a").at(33).answer("a");
      tape.at(35).miss("a", () -> tape.change(down(tape, "a", 3, second(30))));
      tape.violates(Rule.CONFIRMED_BEFORE_DOWN, Rule.COUNTED_RIGHTLY);
    }

    @Test
    @DisplayName("a device of its own rules has its own number")
    void override() {
      ReachabilityOverrides overrides = new ReachabilityOverrides();
      overrides.set("b", ReachabilityPolicy.defaults().downAfter(5));
      Tape tape = new Tape(is -> is.overrides(overrides), device("a"), device("b")).allUp();
      tape.at(30).dies("a").isClean();
      tape.at(30).dies("b").violates(Rule.CONFIRMED_BEFORE_DOWN);
    }
  }

  @Nested
  @DisplayName("the misses named are those heard")
  class Counted {

    @Test
    @DisplayName("a judge that began afresh may name fewer")
    void fewer() {
      Tape tape = new Tape(device("a")).allUp();
      tape.at(30).miss("a").at(32).miss("a").at(34).miss("a").at(36).miss("a");
      tape.at(38).miss("a", () -> tape.change(down(tape, "a", 3, second(34))));
      tape.isClean();
    }

    @Test
    @DisplayName("more than were heard")
    void more() {
      Tape tape = new Tape(device("a")).allUp();
      tape.at(30).miss("a").at(32).miss("a");
      tape.at(34).miss("a", () -> tape.change(down(tape, "a", 4, second(30))));
      tape.violates(Rule.COUNTED_RIGHTLY);
    }

    @Test
    @DisplayName("a first one that is not the first of so many")
    void otherBeginning() {
      Tape tape = new Tape(device("a")).allUp();
      tape.at(30).miss("a").at(32).miss("a").at(34).miss("a").at(36).miss("a");
      tape.at(38).miss("a", () -> tape.change(down(tape, "a", 3, second(30))));
      tape.violates(Rule.COUNTED_RIGHTLY);
    }
  }

  @Nested
  @DisplayName("parents first")
  class ParentsAsked {

    @Test
    @DisplayName("the parent answered before the first miss and since")
    void asked() {
      Tape tape = new Tape(device("p"), device("a", "p")).allUp();
      tape.at(30).miss("a").at(31).answer("p").at(32).dies("a");
      tape.isClean();
    }

    @Test
    @DisplayName("the parent's answer may be what the verdict waited for")
    void waitedFor() {
      Tape tape = new Tape(device("p"), device("a", "p")).allUp();
      tape.at(30).miss("a").at(32).miss("a").at(34).miss("a");
      tape.at(36).answer("p", () -> tape.change("a", DeviceState.DOWN));
      tape.isClean();
    }

    @Test
    @DisplayName("of a redundancy group one is enough, and who is not asked is looked through")
    void groups() {
      InetAddress address = InetAddress.getLoopbackAddress();
      Device site = Device.named("site").anyParentOf("w", "e").build();
      Device radio = Device.named("a").address(address).parent("site").build();
      Tape tape = new Tape(device("w"), device("e"), site, radio).allUp();
      tape.at(30).miss("w").at(31).miss("a").at(32).answer("e").at(33).dies("a");
      tape.isClean();
    }

    @Test
    @DisplayName("a parent that was not asked since")
    void notAsked() {
      Tape tape = new Tape(device("p"), device("a", "p")).allUp();
      tape.at(29).answer("p").at(30).dies("a");
      tape.violates(Rule.PARENTS_ASKED_FIRST);
    }

    @Test
    @DisplayName("a parent that was away for a moment after the first miss")
    void disturbed() {
      Tape tape = new Tape(device("p"), device("a", "p")).allUp();
      tape.at(30).miss("a").at(30.5).miss("p").at(32).miss("a").at(32.5).answer("p");
      tape.at(34).miss("a", () -> tape.change("a", DeviceState.DOWN));
      tape.violates(Rule.PARENTS_ASKED_FIRST);
    }

    @Test
    @DisplayName("a parent whose answer still counts though a question to it came to nothing since")
    void voidAfterAnswer() {
      Tape tape = new Tape(device("p"), device("a", "p")).allUp();
      tape.at(29).answer("p").at(30).miss("a").at(31).answer("p").at(32).miss("a");
      tape.at(33).nothing("p").at(34).miss("a", () -> tape.change("a", DeviceState.DOWN));
      tape.isClean();

      Tape disturbed = new Tape(device("p"), device("a", "p")).allUp();
      disturbed.at(30).miss("a").at(30.5).miss("p").at(31.5).answer("p").at(32).miss("a");
      disturbed.at(33).nothing("p");
      disturbed.at(34).miss("a", () -> disturbed.change("a", DeviceState.DOWN));
      disturbed.violates(Rule.PARENTS_ASKED_FIRST);
    }

    @Test
    @DisplayName("one of two dependencies is silent")
    void oneOfTwo() {
      Tape tape = new Tape(device("p"), device("q"), device("a", "p", "q")).allUp();
      tape.at(30).miss("a").at(31).answer("p").at(31).miss("q").at(33).miss("a");
      tape.at(35).miss("a", () -> tape.change("a", DeviceState.DOWN));
      tape.violates(Rule.PARENTS_ASKED_FIRST);
    }

    @Test
    @DisplayName("a parent whose questions prove nothing is waited for ten seconds, not longer")
    void voidParent() {
      Tape late = new Tape(device("p"), device("a", "p")).allUp();
      late.at(30).miss("a").at(31).nothing("p").at(32).miss("a").at(34).miss("a");
      late.at(45).miss("a", () -> late.change("a", DeviceState.DOWN));
      late.isClean();

      Tape early = new Tape(device("p"), device("a", "p")).allUp();
      early.at(30).miss("a").at(31).nothing("p").at(32).miss("a");
      early.at(34).miss("a", () -> early.change("a", DeviceState.DOWN));
      early.violates(Rule.PARENTS_ASKED_FIRST);
    }
  }

  @Nested
  @DisplayName("unreachable behind a root that is down")
  class CutOff {

    private final Tape tape =
        new Tape(device("p"), device("q"), device("a", "p"), device("b", "a")).allUp();

    @Test
    @DisplayName("a child and a grandchild of a device that is down")
    void behind() {
      tape.at(30).dies("p");
      tape.at(34).miss("a").at(35).miss("p", () -> tape.cutOff("a", "p"));
      tape.at(37).miss("b").at(38).miss("a", () -> tape.cutOff("b", "p"));
      tape.isClean();
    }

    @Test
    @DisplayName("a grandchild whose parent our side fails to ask, but no grandchild of one heard")
    void pastOneThatIsNotAsked() {
      tape.at(30).dies("p").at(34).nothing("a").at(33).miss("b").at(36).nothing("a");
      tape.at(46).miss("p", () -> tape.cutOff("b", "p"));
      tape.isClean();

      Tape other = new Tape(device("p"), device("a", "p"), device("b", "a")).allUp();
      other.at(30).dies("p").at(34).miss("b").at(35).answer("a");
      other.at(46).miss("p", () -> other.cutOff("b", "p"));
      other.violates(Rule.CUT_OFF_BY_A_ROOT);
    }

    @Test
    @DisplayName("by a silence of its parent from before its own")
    void oldSilence() {
      tape.at(30).dies("p");
      tape.at(40).miss("a", () -> tape.cutOff("a", "p"));
      tape.violates(Rule.CUT_OFF_BY_A_ROOT);
    }

    @Test
    @DisplayName("before the root itself is down")
    void tooEarly() {
      tape.at(30).miss("p").at(31).miss("p");
      Outage outage = Outage.of("p", second(30), 2);
      tape.at(34).miss("a", () -> tape.change(tape.honest("a", DeviceState.UNREACHABLE, outage)));
      tape.violates(Rule.CUT_OFF_BY_A_ROOT);
    }

    @Test
    @DisplayName("behind a device that it does not depend on")
    void stranger() {
      tape.at(30).dies("p").at(33).dies("q");
      tape.at(36).miss("a", () -> tape.cutOff("a", "q"));
      tape.violates(Rule.CUT_OFF_BY_A_ROOT);
    }

    @Test
    @DisplayName("without a miss of its own")
    void answers() {
      tape.at(30).dies("p");
      tape.at(34).answer("a", () -> tape.cutOff("a", "p"));
      tape.violates(Rule.CUT_OFF_BY_A_ROOT);
    }

    @Test
    @DisplayName("while another parent of the group answers")
    void groupIsAlive() {
      Device group =
          Device.named("g").address(InetAddress.getLoopbackAddress()).anyParentOf("p", "q").build();
      Tape other = new Tape(device("p"), device("q"), group).allUp();
      other.at(30).dies("p");
      other.at(34).miss("g", () -> other.cutOff("g", "p"));
      other.violates(Rule.CUT_OFF_BY_A_ROOT);
    }
  }

  @Nested
  @DisplayName("one root for each outage")
  class OneRoot {

    private final Tape tape = new Tape(device("p"), device("a", "p")).allUp();

    /** The child was found first, then its parent, which takes the outage over. */
    private void takeover(boolean untold, boolean stays) {
      takeover(untold, stays, true);
    }

    private void takeover(boolean untold, boolean stays, boolean sameOutage) {
      tape.at(30).miss("a").at(31).answer("p").at(31.5).dies("a");
      Outage first = tape.outage("a");
      if (first == null) {
        throw new AssertionError();
      }
      if (untold) {
        tape.at(35).nothing("a");
      } else {
        tape.at(35).miss("a", () -> tape.announce("a", Announcement.Kind.DOWN));
      }
      Outage deeper =
          sameOutage
              ? new Outage(first.id(), "p", second(36), 1, 0)
              : Outage.of("p", second(36), 1);
      tape.at(36).miss("p").at(37).miss("p");
      tape.at(38)
          .miss(
              "p",
              () -> {
                tape.change(tape.honest("p", DeviceState.DOWN, deeper));
                if (!stays) {
                  tape.change(tape.honest("a", DeviceState.UNREACHABLE, deeper));
                }
              });
    }

    @Test
    @DisplayName("a root that nobody was told of may be another one")
    void untold() {
      takeover(true, false);
      tape.isClean();
    }

    @Test
    @DisplayName("people who were told of the first are told of the second")
    void withoutAWord() {
      takeover(false, false);
      tape.violates(Rule.ONE_ROOT_PER_OUTAGE);
    }

    @Test
    @DisplayName("an outage goes on as the same one when a deeper root is found")
    void another() {
      takeover(true, false, false);
      tape.violates(Rule.ONE_ROOT_PER_OUTAGE);
    }

    @Test
    @DisplayName("while we are cut off from a device, its outage is not forgotten")
    void forgotten() {
      for (boolean forgets : new boolean[] {false, true}) {
        Tape cut = new Tape(device("a"), device("b")).allUp();
        cut.at(30).dies("a").at(40).isolated(null);
        Outage own = forgets ? null : cut.outage("a");
        cut.at(40).miss("a", () -> cut.change(cut.honest("a", DeviceState.UNKNOWN, own)));
        if (forgets) {
          cut.violates(Rule.ONE_ROOT_PER_OUTAGE);
        } else {
          cut.isClean();
        }
      }
    }

    @Test
    @DisplayName("what was suspended while we were cut off goes on as the same outage")
    void suspended() {
      Tape cut = new Tape(device("a"), device("b")).allUp();
      cut.at(30).dies("a").at(40).isolated(null);
      cut.at(40).miss("a", () -> cut.change(cut.honest("a", DeviceState.UNKNOWN, cut.outage("a"))));
      cut.at(50).isolated(second(50)).at(51).miss("a").at(52).miss("a");
      Outage other = Outage.of("a", second(51), 0);
      cut.at(53).miss("a", () -> cut.change(cut.honest("a", DeviceState.DOWN, other)));
      cut.violates(Rule.ONE_ROOT_PER_OUTAGE, Rule.CHARGED_RIGHTLY);
    }

    @Test
    @DisplayName("two devices are down as roots of the same outage")
    void two() {
      takeover(true, true);
      tape.violates(Rule.ONE_ROOT_PER_OUTAGE);
    }
  }

  @Nested
  @DisplayName("against the truth")
  class Truth {

    /** The parent has no power from second 30 on. */
    private final GroundTruth parentDead =
        new GroundTruth() {
          @Override
          public boolean isReachable(String device, Instant at) {
            return at.isBefore(second(30));
          }

          @Override
          public boolean isSilent(String device, Instant at) {
            return !isReachable(device, at);
          }

          @Override
          public boolean isAtFault(String device, Instant at) {
            return device.equals("p") && !at.isBefore(second(30));
          }
        };

    private final Tape tape =
        new Tape(is -> is.truth(parentDead), device("p"), device("a", "p")).allUp();

    @Test
    @DisplayName("the parent is down and the child behind it")
    void right() {
      tape.at(30).dies("p").at(34).miss("a").at(35).miss("p", () -> tape.cutOff("a", "p"));
      tape.isClean();
    }

    @Test
    @DisplayName("a question that failed while it was under way may go unanswered")
    void underWay() {
      tape.at(29.5).dies("p").isClean();
    }

    @Test
    @DisplayName("the child is blamed for its parent")
    void wrongBlame() {
      tape.at(30).miss("a").at(31).answer("p").at(32).dies("a");
      tape.violates(Rule.BLAMED_RIGHTLY);
    }

    @Test
    @DisplayName("the grandchild is blamed by a review long after")
    void wrongBlameLater() {
      tape.at(30).miss("a").at(32).miss("a").at(33).answer("p").at(34).miss("a");
      tape.at(36).answer("p", () -> tape.change("a", DeviceState.DOWN));
      tape.violates(Rule.BLAMED_RIGHTLY);
    }

    @Test
    @DisplayName("a device that could be reached is down")
    void falseOutage() {
      tape.at(20).dies("p");
      tape.violates(Rule.MISSED_RIGHTLY, Rule.NO_FALSE_OUTAGE, Rule.BLAMED_RIGHTLY);
    }

    @Test
    @DisplayName("one of the misses is none: the device could be reached at the first of them")
    void oneOfThree() {
      tape.at(28.5).miss("p").at(30).miss("p");
      tape.at(32).miss("p", () -> tape.change("p", DeviceState.DOWN));
      tape.violates(Rule.MISSED_RIGHTLY, Rule.NO_FALSE_OUTAGE);
    }

    @Test
    @DisplayName("a silence counts though the device could be reached, without any verdict")
    void falseSilence() {
      tape.at(20).miss("p").at(21).answer("p");
      tape.violates(Rule.MISSED_RIGHTLY);
    }

    @Test
    @DisplayName("a silence of a device that could be reached may be void")
    void voidSilence() {
      tape.at(20).nothing("p").at(21).answer("p");
      tape.isClean();
    }

    @Test
    @DisplayName("an outage ends by answers of a device that could not be reached")
    void falseEnd() {
      tape.at(30).dies("p").at(40).returns("p");
      tape.violates(Rule.CHARGED_RIGHTLY);
    }
  }

  @Test
  @DisplayName("an outage that begins elsewhere than with its first unanswered question")
  void otherBeginning() {
    Tape tape = new Tape(device("a")).allUp();
    tape.at(30).miss("a").at(31).miss("a");
    Outage late = Outage.of("a", second(32), 0);
    tape.at(32).miss("a", () -> tape.change(tape.honest("a", DeviceState.DOWN, late)));
    tape.violates(Rule.CHARGED_RIGHTLY);
  }
}
