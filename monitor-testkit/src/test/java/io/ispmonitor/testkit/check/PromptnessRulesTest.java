package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.ReachabilityPolicy;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromptnessRulesTest {
  private final Tape tape = new Tape(is -> is.except(Rule.TROUBLE_TOLD), device("a")).allUp();

  private static void dies(Tape on, int first, int... more) {
    on.at(first).miss("a").at(more[0]).miss("a");
    on.at(more[1]).miss("a", () -> on.change("a", DeviceState.DOWN));
  }

  @Test
  @DisplayName("an outage that is found after some seconds, and its end too")
  void soon() {
    dies(tape, 30, 32, 40);
    tape.at(45).answer("a").at(50).answer("a", () -> tape.change("a", DeviceState.UP));
    tape.isClean();
  }

  @Test
  @DisplayName("an outage that is found by the turns of the schedule alone")
  void byTurns() {
    dies(tape, 30, 60, 90);
    tape.violates(Rule.CONFIRMED_SOON);
  }

  @Test
  @DisplayName("an end that is found by the turns of the schedule alone")
  void endByTurns() {
    dies(tape, 30, 31, 32);
    tape.at(42).answer("a").at(72).answer("a", () -> tape.change("a", DeviceState.UP));
    tape.violates(Rule.CONFIRMED_SOON);
  }

  @Test
  @DisplayName("where questions are repeated after longer it may take longer")
  void otherPolicy() {
    ReachabilityPolicy slow = ReachabilityPolicy.defaults().repeatAfter(Duration.ofSeconds(30));
    Tape other =
        new Tape(is -> is.reachability(slow).except(Rule.TROUBLE_TOLD), device("a")).allUp();
    dies(other, 30, 60, 90);
    other.isClean();
  }

  @Test
  @DisplayName("a pause takes its time")
  void paused() {
    tape.at(30).miss("a").at(32).miss("a");
    tape.checker.paused(Tape.second(80));
    tape.at(90).miss("a", () -> tape.change("a", DeviceState.DOWN));
    tape.isClean();
  }

  @Test
  @DisplayName("when hundreds are asked at once it may take longer")
  void busy() {
    Device[] devices =
        IntStream.range(0, 400)
            .mapToObj(i -> device(i == 0 ? "a" : "d" + i))
            .toArray(Device[]::new);
    Tape many = new Tape(is -> is.except(Rule.TROUBLE_TOLD, Rule.BUDGET_KEPT), devices).allUp();
    many.at(30).miss("a");
    for (int second = 31; second < 90; second += 3) {
      many.at(second);
      for (int i = 1; i < 400; i++) {
        many.answer("d" + i);
      }
    }
    many.at(90).miss("a").at(91).miss("a", () -> many.change("a", DeviceState.DOWN));
    many.isClean();
  }

  @Test
  @DisplayName("in a network of thousands it may not take longer than in a small one")
  void large() {
    Device[] devices =
        IntStream.range(0, 3_000)
            .mapToObj(i -> device(i == 0 ? "a" : "d" + i))
            .toArray(Device[]::new);
    Tape many = new Tape(is -> is.except(Rule.TROUBLE_TOLD), devices).allUp();
    for (int second = 1; second <= 90; second++) {
      if (second % 30 == 0) {
        many.at(second).miss("a", () -> {});
      }
      for (int i = 1 + second % 30; i < 3_000; i += 30) {
        many.at(second).answer("d" + i);
      }
    }
    many.at(91).change("a", DeviceState.DOWN).at(92).answer("d1");
    many.violates(Rule.CONFIRMED_SOON);
  }

  @Test
  @DisplayName("a device that has just gone down is looked at more often than usual")
  void downtime() {
    dies(tape, 30, 31, 32);
    for (int second = 42; second < 320; second += 10) {
      tape.at(second).miss("a");
    }
    for (int second = 340; second < 1_000; second += 30) {
      tape.at(second).miss("a");
    }
    tape.isClean();
  }

  @Test
  @DisplayName("a device that has just gone down is asked as always")
  void usualPace() {
    dies(tape, 30, 31, 32);
    for (int second = 60; second < 300; second += 30) {
      tape.at(second).miss("a");
    }
    tape.violates(Rule.ASKED_IN_TIME);
  }

  /** The child is asked again so long after its parent is back. */
  private static Tape parentReturns(int after) {
    Tape chain =
        new Tape(is -> is.except(Rule.TROUBLE_TOLD), device("p"), device("b", "p")).allUp();
    chain.at(30).dies("p").at(34).miss("b").at(35).miss("p", () -> chain.cutOff("b", "p"));
    chain.at(42).returns("p");
    return chain.at(43 + after).returns("b");
  }

  @Test
  @DisplayName("those behind a device that is back are asked within a minute")
  void behind() {
    parentReturns(59).isClean();
  }

  @Test
  @DisplayName("those behind a device that is back are left to themselves")
  void leftBehind() {
    parentReturns(61).violates(Rule.ASKED_IN_TIME);
  }
}
