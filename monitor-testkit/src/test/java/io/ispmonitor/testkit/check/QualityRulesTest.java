package io.ispmonitor.testkit.check;

import static io.ispmonitor.testkit.check.Tape.device;

import io.ispmonitor.reachability.DeviceState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QualityRulesTest {
  private static final double SLOW = 0.6;
  private static final double QUICK = 0.01;

  private final Tape tape = new Tape(is -> is.except(Rule.TROUBLE_TOLD), device("a")).allUp();
  private int second = 30;

  private void answers(int times, double roundTrip) {
    for (int i = 0; i < times; i++) {
      tape.at(second++).answerIn("a", roundTrip);
    }
  }

  private void degrades() {
    tape.at(second++).answerIn("a", SLOW, () -> tape.change("a", DeviceState.DEGRADED));
  }

  @Test
  @DisplayName("three slow answers make a device degraded, and three quick ones end that")
  void latency() {
    answers(2, SLOW);
    degrades();
    answers(20, SLOW);
    answers(2, QUICK);
    tape.at(second++).answerIn("a", QUICK, () -> tape.change("a", DeviceState.UP));
    answers(20, QUICK);
    tape.isClean();
  }

  @Test
  @DisplayName("a device that is slow for long is up")
  void slowAndUp() {
    answers(4, SLOW);
    tape.violates(Rule.QUALITY_FITS);
  }

  @Test
  @DisplayName("a device that is quick for long is degraded")
  void quickAndDegraded() {
    answers(2, SLOW);
    degrades();
    answers(15, QUICK);
    tape.violates(Rule.QUALITY_FITS);
  }

  @Test
  @DisplayName("a device that loses every third question is up")
  void lossyAndUp() {
    for (int i = 0; i < 5; i++) {
      answers(2, QUICK);
      tape.at(second++).miss("a");
    }
    answers(1, QUICK);
    tape.violates(Rule.QUALITY_FITS);
  }

  @Test
  @DisplayName("what was lost in an outage is not counted after it")
  void afterAnOutage() {
    tape.at(second).dies("a");
    for (int i = 0; i < 10; i++) {
      tape.at(second + 10 + i).miss("a");
    }
    tape.at(second + 30).returns("a");
    tape.isClean();
  }
}
