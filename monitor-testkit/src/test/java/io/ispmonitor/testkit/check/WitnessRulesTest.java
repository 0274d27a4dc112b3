package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;
import static io.ispmonitor.testkit.check.Tape.second;

import io.ispmonitor.reachability.Uplink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WitnessRulesTest {
  private static final Uplink UPLINK =
      Uplink.named("uplink").witness("w1").witness("w2").witness("w3").build();

  private final Tape tape =
      new Tape(
              is -> is.uplink(UPLINK).except(Rule.NO_OUTAGE_MISSED, Rule.QUALITY_FITS),
              device("w1"),
              device("w2"),
              device("w3"))
          .allUp();

  private void silent(double from, String... witnesses) {
    for (int i = 0; i < 3; i++) {
      for (String witness : witnesses) {
        tape.at(from + i).miss(witness);
      }
    }
  }

  private void goesOn(int from, int to, String silent, String answering) {
    for (int second = from; second < to; second += 10) {
      tape.at(second).miss(silent).at(second + 1).answer(answering);
    }
  }

  @Test
  @DisplayName("two of three witnesses are silent, and one of them comes back")
  void rightly() {
    silent(30, "w1", "w2");
    tape.at(33).isolated(null);
    goesOn(34, 120, "w1", "w3");
    tape.at(121).answer("w2").at(122).isolated(second(122)).answer("w2");
    goesOn(130, 300, "w1", "w3");
    tape.isClean();
  }

  @Test
  @DisplayName("the answer by which a witness comes back may be heard before that we were cut off")
  void justBack() {
    silent(30, "w1", "w2");
    tape.at(33).answer("w2").at(34).isolated(null).answer("w2").at(35).isolated(second(35));
    tape.isClean();
  }

  @Test
  @DisplayName("one is silent, and the uplink is called lost")
  void withoutQuorum() {
    silent(30, "w1");
    tape.at(33).isolated(null).answer("w2");
    tape.violates(Rule.ISOLATED_RIGHTLY);
  }

  @Test
  @DisplayName("it is called lost once more")
  void twice() {
    silent(30, "w1", "w2");
    tape.at(33).isolated(null).at(34).isolated(null).answer("w3");
    tape.violates(Rule.ISOLATED_RIGHTLY);
  }

  @Test
  @DisplayName("it is called back, and was never called lost")
  void backFromNowhere() {
    tape.at(33).isolated(second(33)).answer("w3");
    tape.violates(Rule.ISOLATED_RIGHTLY);
  }

  @Test
  @DisplayName("two are silent, and nobody says so")
  void unnoticed() {
    silent(30, "w1", "w2");
    goesOn(34, 120, "w1", "w3");
    tape.violates(Rule.ISOLATED_RIGHTLY);
  }

  @Test
  @DisplayName("two are back, and the uplink is still called lost")
  void forEver() {
    silent(30, "w1", "w2");
    tape.at(33).isolated(null).miss("w1");
    goesOn(34, 150, "w1", "w2");
    tape.violates(Rule.ISOLATED_RIGHTLY);
  }
}
