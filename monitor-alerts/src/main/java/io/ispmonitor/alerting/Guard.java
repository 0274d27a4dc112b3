package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.health.HealthCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores of the host's that may fail to take something: then people are told nevertheless, and what
 * was not kept is counted. What is open when the program starts has to be read, or it does not
 * start. Thread-safe.
 */
final class Guard {
  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  private static final String NAME = "alert stores";

  private final LongAdder failures = new LongAdder();

  /** What threw last, of each store that did not take the latest entry. */
  private final Map<String, String> failing = new ConcurrentHashMap<>();

  /** A store that never throws on writing, and finds nothing when it cannot look. */
  AlertStore of(AlertStore store) {
    return new AlertStore() {
      @Override
      public void put(Alert alert) {
        write("the alert store", () -> store.put(alert));
      }

      @Override
      public Optional<Alert> find(String id) {
        return read("the alert store", () -> store.find(id));
      }

      @Override
      public List<Alert> open() {
        return store.open();
      }

      @Override
      public List<Alert> since(Instant from, int most) {
        return store.since(from, most);
      }
    };
  }

  /** A ledger that never throws on writing. */
  AlertLedger of(AlertLedger ledger) {
    return new AlertLedger() {
      @Override
      public void add(LedgerEntry entry) {
        write("the ledger", () -> ledger.add(entry));
      }

      @Override
      public List<LedgerEntry> of(String alertId) {
        return ledger.of(alertId);
      }

      @Override
      public List<LedgerEntry> since(Instant from, int most) {
        return ledger.since(from, most);
      }
    };
  }

  /** An outbox that never throws on writing. */
  Outbox of(Outbox outbox) {
    return new Outbox() {
      @Override
      public void put(OutboxEntry entry) {
        write("the outbox", () -> outbox.put(entry));
      }

      @Override
      public void remove(String channel, String noticeId) {
        write("the outbox", () -> outbox.remove(channel, noticeId));
      }

      @Override
      public List<OutboxEntry> all() {
        return outbox.all();
      }

      @Override
      public long mark() {
        return read("the outbox", () -> Optional.of(outbox.mark())).orElse(0L);
      }

      @Override
      public boolean isKept(long mark) {
        return read("the outbox", () -> Optional.of(outbox.isKept(mark))).orElse(true);
      }
    };
  }

  private void write(String what, Runnable task) {
    try {
      task.run();
      failing.remove(what);
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      failed(what, "did not take something; people are told anyway", e);
    }
  }

  private <T> Optional<T> read(String what, Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      failed(what, "could not be read; what it holds is taken as unknown", e);
      return Optional.empty();
    }
  }

  private void failed(String what, String consequence, Throwable e) {
    failures.increment();
    if (failing.put(what, e.getClass().getName()) == null) {
      log.error("ALERTING_STORE_FAILED {} {}", what, consequence, e);
    }
  }

  /** Whether everything was kept. */
  HealthCheck health() {
    String detail = "%d entries could not be kept".formatted(failures.sum());
    return failing.isEmpty()
        ? HealthCheck.healthy(NAME, detail)
        : HealthCheck.failing(NAME, "%s; threw: %s".formatted(detail, failing));
  }
}
