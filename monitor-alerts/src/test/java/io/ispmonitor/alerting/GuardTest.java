package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final Guard guard = new Guard();
  private final BalkyLedger full = new BalkyLedger();
  private final AlertLedger ledger = guard.of(full);
  private final BalkyOutbox locked = new BalkyOutbox();
  private final Outbox outbox = guard.of(locked);

  /** An outbox that removes nothing while it is locked. */
  private static final class BalkyOutbox implements Outbox {
    boolean isLocked;

    @Override
    public void put(OutboxEntry entry) {}

    @Override
    public void remove(String channel, String noticeId) {
      if (isLocked) {
        throw new UnsupportedOperationException("locked");
      }
    }

    @Override
    public List<OutboxEntry> all() {
      return List.of();
    }
  }

  private static LedgerEntry entry() {
    return new LedgerEntry(
        Town.NOON, "id", "key", "", "", LedgerEntry.Decision.HELD, "stage", "because", "later");
  }

  private void check(HealthStatus status, String detail) {
    HealthCheck check = guard.health();
    assertEquals("alert stores", check.name());
    assertEquals(status, check.status());
    assertEquals(detail, check.detail());
  }

  @Test
  @DisplayName("a store that throws is a failing check until it takes something")
  void failsAndRecovers() {
    check(HealthStatus.HEALTHY, "0 entries could not be kept");
    full.full(true);
    ledger.add(entry());
    ledger.add(entry());
    check(
        HealthStatus.FAILING,
        "2 entries could not be kept; threw: {the ledger=java.lang.IllegalStateException}");
    full.full(false);
    ledger.add(entry());
    check(HealthStatus.HEALTHY, "2 entries could not be kept");
    assertEquals(1, ledger.of("id").size());
  }

  @Test
  @DisplayName("that one store takes something mends no other one")
  void two() {
    full.full(true);
    locked.isLocked = true;
    ledger.add(entry());
    outbox.remove("chat", "id");
    full.full(false);
    ledger.add(entry());
    check(
        HealthStatus.FAILING,
        "2 entries could not be kept;"
            + " threw: {the outbox=java.lang.UnsupportedOperationException}");
    locked.isLocked = false;
    outbox.remove("chat", "id");
    check(HealthStatus.HEALTHY, "2 entries could not be kept");
  }
}
