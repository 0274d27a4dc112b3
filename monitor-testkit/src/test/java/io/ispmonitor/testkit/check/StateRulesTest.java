package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static io.ispmonitor.testkit.check.Tape.second;

import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StateRulesTest {
  private final Tape tape =
      new Tape(is -> is.except(Rule.TROUBLE_TOLD, Rule.QUALITY_FITS), device("p"), device("a", "p"))
          .allUp();

  @Nested
  @DisplayName("recoveries")
  class Recovery {

    @Test
    @DisplayName("two answers end an outage")
    void confirmed() {
      tape.at(30).dies("p").at(40).returns("p").at(70).answer("p").at(71).conclude();
      tape.isClean();
    }

    @Test
    @DisplayName("one does not")
    void tooFew() {
      tape.at(30).dies("p").at(40).answer("p", () -> tape.change("p", DeviceState.UP));
      tape.violates(Rule.RECOVERY_CONFIRMED);
    }

    @Test
    @DisplayName("two with a miss between them do not")
    void interrupted() {
      tape.at(30).dies("p").at(40).answer("p").at(42).miss("p");
      tape.at(44).answer("p", () -> tape.change("p", DeviceState.UP));
      tape.violates(Rule.RECOVERY_CONFIRMED);
    }

    @Test
    @DisplayName("a device that answers on and on is still down")
    void lost() {
      tape.at(30).dies("p").at(40).answer("p").at(41).answer("p");
      tape.at(71).answer("p").at(90).answer("p");
      tape.violates(Rule.NO_RECOVERY_LOST);
    }

    @Test
    @DisplayName("it is still down at the end, and nobody asked since")
    void lostAtTheEnd() {
      tape.at(30).dies("p").at(40).answer("p").at(41).answer("p").at(90).conclude();
      tape.violates(Rule.NO_RECOVERY_LOST);
    }
  }

  @Nested
  @DisplayName("outages are found")
  class Detection {

    @Test
    @DisplayName("a silent device may stay up while its parent comes and goes")
    void disturbed() {
      for (int second = 30; second < 300; second += 20) {
        tape.at(second).miss("a").at(second + 5).miss("p").at(second + 10).answer("p");
      }
      tape.isClean();
    }

    @Test
    @DisplayName("but not while its parent answers")
    void missed() {
      for (int second = 30; second < 220; second += 20) {
        tape.at(second).miss("a").at(second + 5).answer("p");
      }
      tape.violates(Rule.NO_OUTAGE_MISSED);
    }

    @Test
    @DisplayName("nor while our side fails to ask its parent, and there is nothing above that")
    void missedBehindAParentNobodyCanAsk() {
      tape.at(30).nothing("p");
      for (int second = 40; second < 260; second += 20) {
        tape.at(second).miss("a").at(second + 5).nothing("p");
      }
      tape.violates(Rule.NO_OUTAGE_MISSED);
    }

    @Test
    @DisplayName("nor while its parent is down")
    void missedBehindADeadParent() {
      tape.at(30).dies("p");
      for (int second = 40; second < 240; second += 20) {
        tape.at(second).miss("a").at(second + 5).miss("p").at(second + 15).miss("p");
      }
      tape.violates(Rule.NO_OUTAGE_MISSED);
    }
  }

  @Nested
  @DisplayName("changes follow on from each other")
  class Continuous {

    @Test
    @DisplayName("two changes of the same instant do")
    void sameInstant() {
      tape.at(30)
          .answer("a", () -> tape.change("a", DeviceState.DEGRADED).change("a", DeviceState.UP));
      tape.isClean();
    }

    @Test
    @DisplayName("a change from a state it was not in")
    void torn() {
      StateChange up = tape.at(30).honest("a", DeviceState.UP, null);
      tape.answer(
          "a",
          () ->
              tape.change(
                  StateChange.of(
                      "a", up.at(), DeviceState.DEGRADED, up.to(), null, up.evidence())));
      tape.violates(Rule.STATES_CONTINUOUS);
    }

    @Test
    @DisplayName("a change before the one before")
    void backwards() {
      tape.at(30).answer("a", () -> tape.change("a", DeviceState.DEGRADED));
      StateChange up = tape.at(60).honest("a", DeviceState.UP, null);
      tape.answer(
          "a",
          () ->
              tape.change(
                  StateChange.of(
                      "a",
                      second(29),
                      up.from(),
                      up.to(),
                      null,
                      new Evidence(Basis.QUALITY, "why", 0, null, second(29), List.of()))));
      tape.violates(Rule.STATES_CONTINUOUS);
    }

    @Test
    @DisplayName("a change to the state it is in, with nothing new")
    void noChange() {
      tape.at(30).answer("a", () -> tape.change("a", DeviceState.UP));
      tape.violates(Rule.STATES_CONTINUOUS);
    }
  }

  @Nested
  @DisplayName("what is known is not given up lightly")
  class GivenUp {

    private void giveUp(double at) {
      tape.at(at);
      StateChange change = tape.honest("p", DeviceState.UNKNOWN, null);
      Evidence evidence = new Evidence(Basis.NOTHING_VALID, "void", 0, null, second(0), List.of());
      tape.change(Tape.with(change, evidence)).nothing("p");
    }

    @Test
    @DisplayName("after three intervals without a valid outcome")
    void late() {
      tape.at(30).nothing("p").at(60).nothing("p");
      giveUp(90);
      tape.isClean();
    }

    @Test
    @DisplayName("after one")
    void early() {
      giveUp(30);
      tape.violates(Rule.UNKNOWN_FOR_A_REASON);
    }

    @Test
    @DisplayName("nor an outage, ever")
    void outage() {
      tape.at(30).dies("p").at(60).nothing("p").at(90).nothing("p").at(120).nothing("p");
      giveUp(150);
      tape.violates(Rule.UNKNOWN_FOR_A_REASON);
    }

    @Test
    @DisplayName("though it answered lately")
    void answered() {
      tape.at(30).nothing("p").at(60).answer("p");
      giveUp(90);
      tape.violates(Rule.UNKNOWN_FOR_A_REASON);
    }
  }

  @Nested
  @DisplayName("evidence")
  class Fitting {

    private void changes(DeviceState to, @Nullable Outage outage, Evidence evidence) {
      tape.answer("p", () -> tape.change(Tape.with(tape.honest("p", to, outage), evidence)));
    }

    private Evidence of(Basis basis, String reason, @Nullable Instant lastAnswer) {
      return new Evidence(basis, reason, 0, null, lastAnswer, List.of());
    }

    @Test
    @DisplayName("what fits")
    void fits() {
      tape.at(30);
      changes(DeviceState.DEGRADED, null, of(Basis.QUALITY, "slow", second(30)));
      tape.isClean();
    }

    @Test
    @DisplayName("a blank reason")
    void blank() {
      tape.at(30);
      changes(DeviceState.DEGRADED, null, of(Basis.QUALITY, " ", second(30)));
      tape.violates(Rule.EVIDENCE_FITS);
    }

    @Test
    @DisplayName("degraded by misses, or by an answer of the future")
    void otherBasis() {
      tape.at(30);
      changes(DeviceState.DEGRADED, null, of(Basis.MISSES, "slow", second(30)));
      tape.violates(Rule.EVIDENCE_FITS);
    }

    @Test
    @DisplayName("up by an answer to a question of the future")
    void future() {
      tape.at(30);
      changes(DeviceState.DEGRADED, null, of(Basis.QUALITY, "slow", second(31)));
      tape.violates(Rule.EVIDENCE_FITS);
    }

    @Test
    @DisplayName("down without a first unanswered question, or by the fault of another")
    void down() {
      tape.at(30).miss("p").at(31).miss("p");
      StateChange honest = tape.at(33).honest("p", DeviceState.DOWN, Outage.of("p", second(30), 0));
      Evidence without = new Evidence(Basis.MISSES, "why", 3, null, second(0), List.of());
      tape.miss("p", () -> tape.change(Tape.with(honest, without)));
      tape.violates(Rule.EVIDENCE_FITS);
    }

    @Test
    @DisplayName("cut off by witnesses without a name")
    void isolation() {
      tape.at(30);
      changes(DeviceState.UNKNOWN, null, of(Basis.ISOLATION, "uplink", second(0)));
      tape.violates(Rule.EVIDENCE_FITS);
    }

    @Test
    @DisplayName("unreachable without naming a parent that is not up")
    void unreachable() {
      tape.at(30).dies("p");
      tape.at(34).miss("a").at(35);
      StateChange honest = tape.honest("a", DeviceState.UNREACHABLE, tape.outage("p"));
      tape.miss(
          "p",
          () -> {
            Evidence evidence =
                new Evidence(Basis.PARENTS, "why", 1, second(34), second(0), List.of());
            tape.change(Tape.with(honest, evidence));
          });
      tape.violates(Rule.EVIDENCE_FITS);
    }
  }

  @Nested
  @DisplayName("status and log")
  class Agreement {
    private final FencingToken token = new FencingToken(Leadership.ALL, 1);
    private final InMemoryStateLog log = InMemoryStateLog.create();

    private StateChange degraded(double at) {
      return StateChange.of(
          "a",
          second(at),
          DeviceState.UP,
          DeviceState.DEGRADED,
          null,
          new Evidence(Basis.QUALITY, "slow", 0, null, second(at), List.of()));
    }

    private StateChange up(double at) {
      return StateChange.of(
          "a",
          second(at),
          at == 0 ? DeviceState.UNKNOWN : DeviceState.DEGRADED,
          DeviceState.UP,
          null,
          new Evidence(Basis.ANSWERS, "fine", 0, null, second(at), List.of()));
    }

    private void told() {
      tape.at(30).answer("a", () -> tape.change(degraded(30)));
      tape.at(60).answer("a", () -> tape.change(up(60)));
    }

    private void logged(StateChange... changes) {
      for (StateChange change : changes) {
        log.append(change, token);
      }
    }

    @Test
    @DisplayName("they agree")
    void agree() {
      told();
      logged(up(0), degraded(30), up(60));
      tape.conclude(log).isClean();
    }

    @Test
    @DisplayName("the log has another last change")
    void otherEnd() {
      told();
      logged(up(0), degraded(30));
      tape.conclude(log).violates(Rule.LOG_AND_STATUS_AGREE);
    }

    @Test
    @DisplayName("the log lacks a change in between")
    void gap() {
      told();
      logged(up(0), up(60));
      tape.conclude(log).violates(Rule.LOG_AND_STATUS_AGREE);
    }

    @Test
    @DisplayName("the status is another one")
    void otherStatus() {
      told();
      tape.checker.conclude(
          second(61),
          id ->
              tape.inventory
                  .find(id)
                  .map(is -> Tape.status(is, DeviceState.DEGRADED, second(60), null)),
          log);
      tape.violates(Rule.LOG_AND_STATUS_AGREE);
    }

    @Test
    @DisplayName("a status from another time")
    void otherSince() {
      told();
      tape.checker.conclude(
          second(61),
          id ->
              id.equals("a")
                  ? tape.inventory
                      .find(id)
                      .map(is -> Tape.status(is, DeviceState.UP, second(59), null))
                  : Optional.empty(),
          log);
      tape.violates(Rule.LOG_AND_STATUS_AGREE);
    }

    @Test
    @DisplayName("a change in between is of another time, so availability differs")
    void otherTimes() {
      told();
      logged(up(0), degraded(31), up(60));
      tape.conclude(log).violates(Rule.TIME_ADDS_UP);
    }

    @Test
    @DisplayName("the log has a short outage more in the place of another state")
    void otherStates() {
      told();
      StateChange unknown =
          StateChange.of(
              "a", second(30), DeviceState.UP, DeviceState.UNKNOWN, null, Evidence.NOTHING_HEARD);
      StateChange back =
          StateChange.of(
              "a", second(60), DeviceState.UNKNOWN, DeviceState.UP, null, up(60).evidence());
      logged(up(0), unknown, back);
      tape.conclude(log).violates(Rule.TIME_ADDS_UP);
    }
  }
}
