package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.alerting.rule.ObservationRule;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.anomaly.watch.AnomalyPlan;
import io.ispmonitor.anomaly.watch.AnomalyWatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnomalyRulesTest {
  private static final String TOWER = "tower-7";

  private final Town town = new Town();
  private final Voltmeter meter = town.voltmeter();
  private final AnomalyWatch watch =
      AnomalyWatch.builder().plan(AnomalyPlan.voltage().detector("zscore").build()).build();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Alerting sagging(Rule rule) {
    town.with(TOWER);
    meter.reads(TOWER, 13);
    Alerting alerting = Alerting.builder().channel(town.box).rule(rule).build();
    town.run(alerting, how -> meter.attach(how).with(watch));
    for (int minute = 0; minute < 300; minute++) {
      meter.reads(TOWER, 13 + 0.05 * (minute % 3));
      town.pass(Duration.ofMinutes(1));
    }
    assertEquals(0, town.box.notices.size());
    meter.reads(TOWER, 12);
    town.pass(Duration.ofMinutes(15));
    assertEquals(1, town.box.notices.size());
    meter.reads(TOWER, 13);
    town.pass(Duration.ofMinutes(30));
    return alerting;
  }

  @Test
  @DisplayName("an anomaly is an alert by its events, with its words, and its end ends it")
  void events() {
    sagging(ObservationRule.of("odd", "anomaly", "anomalyBegan").clearedBy("anomalyEnded").build());
    assertEquals(2, town.box.notices.size(), () -> "" + town.box.titles());
    assertEquals(Notice.Kind.RECOVERY, town.box.kinds().get(1));
    String said = town.box.notices.get(0).message().toString();
    assertTrue(said.contains("power.voltage is 12"), said);
  }

  @Test
  @DisplayName("an anomaly is an alert by its score")
  void score() {
    sagging(
        ThresholdRule.above("rare", AnomalyWatch.SCORE.name(), Rarity.ALARM).samples(1, 1).build());
    assertEquals(2, town.box.notices.size(), () -> "" + town.box.titles());
    assertEquals(Notice.Kind.RECOVERY, town.box.kinds().get(1));
  }
}
