package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Notice;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StormTest {
  private static final int TOWERS = 20;
  private static final int RADIOS = 500;

  private final Town town = new Town();

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  @DisplayName("10,000 devices down behind 20 towers: at most 20 messages, the first within 5 s")
  void storm() {
    for (int t = 0; t < TOWERS; t++) {
      town.with("tower-" + t);
      for (int r = 0; r < RADIOS; r++) {
        town.with("radio-%d-%d".formatted(t, r), "tower-" + t);
      }
    }
    Alerting alerting = Alerting.builder().channel(town.box).build();
    town.run(alerting);
    for (int t = 0; t < TOWERS; t++) {
      town.network.kill("tower-" + t);
    }
    town.pass(Duration.ofMinutes(5));

    Set<String> told = new HashSet<>();
    for (Notice notice : town.box.notices) {
      for (Alert alert : notice.alerts()) {
        assertTrue(told.add(alert.source()), alert.source() + " was told twice");
        assertTrue(alert.source().startsWith("tower-"), alert.source());
      }
      Duration delay = Duration.between(notice.alerts().get(0).firstSeen(), notice.at());
      assertTrue(delay.compareTo(Duration.ofSeconds(5)) <= 0, delay + " " + notice.message());
    }
    assertEquals(TOWERS, told.size());
    assertTrue(town.box.notices.size() <= TOWERS, town.box.titles().toString());

    List<Alert> open = alerting.open();
    assertEquals(TOWERS * (RADIOS + 1), open.size());
    for (Alert alert : open) {
      List<LedgerEntry> why = alerting.ledger(alert.id());
      boolean isExplained =
          alert.source().startsWith("tower-")
              ? why.stream().anyMatch(is -> is.decision() == LedgerEntry.Decision.SENT)
              : why.stream().allMatch(is -> is.decision() == LedgerEntry.Decision.SUPPRESSED)
                  && !why.isEmpty();
      assertTrue(isExplained, alert.key() + ": " + why);
    }
  }
}
