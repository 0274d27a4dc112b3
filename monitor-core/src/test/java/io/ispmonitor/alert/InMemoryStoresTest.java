package io.ispmonitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InMemoryStoresTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static Alert alert(int number) {
    return Alert.builder("id-" + number, "key", NOON.plusSeconds(number))
        .notified(List.of(new Notified("chat", NOON, Severity.WARNING, null)))
        .build();
  }

  private static LedgerEntry entry(String alert, int second) {
    return new LedgerEntry(
        NOON.plusSeconds(second),
        alert,
        "key",
        "",
        "",
        LedgerEntry.Decision.HELD,
        "stage",
        "why",
        "");
  }

  @Test
  @DisplayName("all open alerts are kept, and of the others as many as are wanted, the last ones")
  void alerts() {
    InMemoryAlertStore store = new InMemoryAlertStore(2);
    for (int i = 0; i < 5; i++) {
      store.put(alert(i));
    }
    for (int i = 0; i < 4; i++) {
      store.put(alert(i).change().resolved(NOON.plusSeconds(100), "over").build());
    }
    assertEquals(List.of(alert(4)), store.open());
    assertEquals(Optional.empty(), store.find("id-1"));
    assertEquals("over", store.find("id-2").orElseThrow().reason());
    List<String> latest = store.since(NOON.plusSeconds(3), 10).stream().map(Alert::id).toList();
    assertEquals(List.of("id-4", "id-3"), latest);
    for (int i = 10; i < 60; i++) {
      Alert untold = alert(i).change().notified(List.of()).resolved(NOON, "over").build();
      store.put(untold);
    }
    assertEquals(
        "over", store.find("id-2").orElseThrow().reason(), "those untold push out no told");
    assertEquals(20, store.since(NOON.plusSeconds(5), 100).size());
    assertThrows(IllegalArgumentException.class, () -> new InMemoryAlertStore(0));
  }

  @Test
  @DisplayName("the ledger forgets the oldest decisions, of an alert and in all")
  void ledger() {
    InMemoryAlertLedger ledger = new InMemoryAlertLedger(3);
    ledger.add(entry("a", 1));
    ledger.add(entry("b", 2));
    ledger.add(entry("a", 3));
    ledger.add(entry("b", 4));
    assertEquals(List.of(entry("a", 3)), ledger.of("a"));
    assertEquals(List.of(entry("b", 2), entry("b", 4)), ledger.of("b"));
    assertEquals(List.of(entry("a", 3), entry("b", 4)), ledger.since(NOON, 2));
    assertEquals(List.of(), ledger.of("c"));
  }

  @Test
  @DisplayName("the outbox keeps the order in which notices came, also when they are tried")
  void outbox() {
    InMemoryOutbox outbox = new InMemoryOutbox();
    OutboxEntry first = OutboxEntry.of("c", notice("1"), NOON);
    OutboxEntry second = OutboxEntry.of("c", notice("2"), NOON);
    outbox.put(first);
    outbox.put(second);
    outbox.put(first.tried());
    assertEquals(List.of(first.tried(), second), outbox.all());
    outbox.remove("c", "1");
    assertEquals(List.of(second), outbox.all());
  }

  private static Notice notice(String id) {
    Message message = Message.of("title");
    return new Notice(
        id, "i", Notice.Kind.PROBLEM, Severity.INFO, NOON, message, List.of(), null, false);
  }

  @Test
  @DisplayName("a limit takes the place of the one before, and can be taken away")
  void limits() {
    InMemoryLimitStore limits = new InMemoryLimitStore();
    limits.put(DeviceLimit.trigger("low-voltage", "tower", 25));
    limits.put(DeviceLimit.trigger("low-voltage", "tower", 24));
    assertEquals(List.of(DeviceLimit.trigger("low-voltage", "tower", 24)), limits.all());
    limits.remove("low-voltage", "tower");
    assertEquals(List.of(), limits.all());
    assertThrows(IllegalArgumentException.class, () -> DeviceLimit.trigger("r", "d", Double.NaN));
  }
}
