package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static io.ispmonitor.testkit.check.Tape.second;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.device.Device;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QuestionRulesTest {
  private final Tape tape = new Tape(is -> is.except(Rule.TROUBLE_TOLD), device("a")).allUp();

  @Nested
  @DisplayName("one question at a time")
  class One {

    @Test
    @DisplayName("the next one is sent when the one before has ended")
    void inTurn() {
      tape.at(30).miss("a").at(31).answer("a").at(31).answer("a");
      tape.isClean();
    }

    @Test
    @DisplayName("one is sent half a second after another that stays silent for a second")
    void twoOpen() {
      tape.at(30).miss("a").at(30.5).answer("a");
      tape.violates(Rule.ONE_QUESTION_AT_A_TIME);
    }

    @Test
    @DisplayName("one is judged that was sent before the one judged before it")
    void outOfOrder() {
      tape.at(30).answer("a").at(29).answer("a");
      tape.violates(Rule.ONE_QUESTION_AT_A_TIME);
    }
  }

  @Nested
  @DisplayName("turns")
  class InTime {

    @Test
    @DisplayName("a turn may be left out")
    void late() {
      tape.at(70).answer("a").at(160).answer("a").at(200).conclude();
      tape.isClean();
    }

    @Test
    @DisplayName("not for minutes")
    void forgotten() {
      tape.at(400).answer("a");
      tape.violates(Rule.ASKED_IN_TIME);
    }

    @Test
    @DisplayName("not for ever")
    void forgottenAtTheEnd() {
      tape.at(400).conclude();
      tape.violates(Rule.ASKED_IN_TIME);
    }

    @Test
    @DisplayName("a device that is down for a day has its turn every five minutes")
    void downtime() {
      tape.at(30).dies("a");
      for (int second = 42; second < 330; second += 10) {
        tape.at(second).miss("a");
      }
      for (int second = 330; second < 43_300; second += 30) {
        tape.at(second).miss("a");
      }
      tape.at(43_600).miss("a").at(43_900).miss("a");
      tape.isClean();
      tape.at(46_000).miss("a");
      tape.violates(Rule.ASKED_IN_TIME);
    }

    @Test
    @DisplayName("one that is never asked again after a pause is noticed when others are asked")
    void droppedAtAPause() {
      Tape two = new Tape(device("a"), device("b")).allUp();
      two.checker.paused(second(60));
      asks(two, "a", 90, 1_200);
      two.violates(Rule.ASKED_IN_TIME);
      assertEquals("b", two.checker.violations().get(0).device());
    }

    @Test
    @DisplayName("one that was never asked since a pause is missed at the end, too")
    void droppedAtTheEnd() {
      tape.checker.paused(second(60));
      tape.at(400).conclude();
      tape.violates(Rule.ASKED_IN_TIME);
    }

    @Test
    @DisplayName("one that came later is never asked")
    void added() {
      tape.inventory.add(device("b"));
      asks(tape, "a", 30, 1_200);
      tape.violates(Rule.ASKED_IN_TIME);
    }

    @Test
    @DisplayName("one that is not to be asked, and one that is gone, are not waited for")
    void notToBeAsked() {
      tape.inventory.addAll(List.of(Device.named("mast").build(), device("b")));
      tape.at(20).answer("b", () -> tape.change(tape.honestUp("b")));
      tape.at(30).answer("a");
      tape.inventory.remove("b");
      asks(tape, "a", 60, 1_200);
      tape.at(1_200).conclude();
      tape.isClean();
    }

    @Test
    @DisplayName("one that is missing is missed once, whatever pauses come")
    void once() {
      Tape two = new Tape(device("a"), device("b")).allUp();
      for (int from = 30; from < 9_000; from += 900) {
        two.checker.paused(second(from));
        asks(two, "a", from + 1, from + 870);
        two.conclude();
      }
      assertEquals(Map.of(Rule.ASKED_IN_TIME, 1L), two.checker.counts());
    }

    private static void asks(Tape on, String id, int from, int until) {
      for (int second = from; second < until; second += 30) {
        on.at(second).answer(id);
      }
    }

    @Test
    @DisplayName("who says that time went by unseen is forgiven")
    void interrupted() {
      tape.checker.paused(second(400));
      tape.at(400).answer("a");
      tape.isClean();
    }
  }

  @Nested
  @DisplayName("the budget")
  class Bounded {
    private final Tape many = new Tape(devices());

    private static Device[] devices() {
      Device[] devices = new Device[300];
      for (int i = 0; i < devices.length; i++) {
        devices[i] = device("d" + i);
      }
      return devices;
    }

    private void ask(int times) {
      for (int i = 0; i < times; i++) {
        many.at(60 + i);
        for (int k = 0; k < 300; k++) {
          many.answer("d" + k);
        }
      }
    }

    @Test
    @DisplayName("eight questions a minute to each of 300 devices are within it")
    void within() {
      many.allUp();
      ask(8);
      many.isClean();
    }

    @Test
    @DisplayName("nine are not")
    void beyond() {
      many.allUp();
      ask(9);
      many.violates(Rule.BUDGET_KEPT);
    }

    @Test
    @DisplayName("nor are hundreds to a few")
    void few() {
      many.allUp();
      for (int i = 0; i < 59_000; i += 50) {
        many.at(60 + i / 1000.0).answer("d1").at(60 + i / 1000.0).answer("d2");
      }
      many.violates(Rule.BUDGET_KEPT);
    }
  }
}
