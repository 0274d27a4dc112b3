package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ispmonitor.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InhibitionTest {
  private final Town town = new Town();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private static Inhibition keepsBack(String source, String target) {
    return new Inhibition(Match.label("rule", source), Match.label("rule", target), List.of());
  }

  private void raise(Alerting alerting, String rule, Severity severity) {
    alerting.raise(town.trouble(rule, severity, Map.of("rule", rule)));
  }

  @Test
  @DisplayName("of two that keep each other back one is told")
  void eachOther() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .inhibit(keepsBack("mains", "voltage"))
            .inhibit(keepsBack("voltage", "mains"))
            .build();
    town.run(alerting);
    raise(alerting, "mains", Severity.CRITICAL);
    raise(alerting, "voltage", Severity.CRITICAL);
    town.pass(Duration.ofHours(9));
    assertFalse(town.box.of("mains").isEmpty() && town.box.of("voltage").isEmpty());
  }

  @Test
  @DisplayName("what nobody is told of keeps nothing back")
  void unwanted() {
    Alerting alerting =
        Alerting.builder()
            .channel(town.box)
            .route(Town.atOnce("box").of(Match.label("rule", "voltage")))
            .inhibit(keepsBack("mains", "voltage"))
            .build();
    town.run(alerting);
    raise(alerting, "mains", Severity.INFO);
    raise(alerting, "voltage", Severity.CRITICAL);
    town.pass(Duration.ofHours(9));
    assertEquals(List.of(), town.box.of("mains"));
    assertFalse(
        town.box.of("voltage").isEmpty(), () -> Town.ledger(alerting, "voltage").toString());
  }
}
