package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.Notified;
import io.ispmonitor.alert.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AlertStore} keeps. Extend it, say how yours is made, and run it.
 *
 * <p>Times are whole milliseconds.
 */
public abstract class AlertStoreContract {

  /** For subclasses. */
  protected AlertStoreContract() {}

  /** An empty store; called once for each test. */
  protected abstract AlertStore newStore();

  /**
   * Another store of the same data, as a later process opens it; the one given stays open. By
   * default the store itself, for one that does not outlive the process.
   */
  protected AlertStore sameDataAs(AlertStore store) {
    return store;
  }

  @Test
  @DisplayName("an empty store knows of nothing")
  void empty() {
    try (AlertStore store = newStore()) {
      assertEquals(List.of(), store.open());
      assertEquals(List.of(), store.since(ContractAlerts.NOON, 10));
      assertEquals(Optional.empty(), store.find("id-1"));
    }
  }

  @Test
  @DisplayName("alerts come back as they were, whatever devices write")
  void comesBack() {
    try (AlertStore store = newStore()) {
      for (String text : ContractNotices.HOSTILE) {
        Alert alert = ContractAlerts.full(text);
        store.put(alert);
        assertEquals(Optional.of(alert), sameDataAs(store).find(alert.id()));
      }
      Alert plain = ContractAlerts.plain(1);
      store.put(plain);
      assertEquals(Optional.of(plain), sameDataAs(store).find("id-1"));
    }
  }

  @Test
  @DisplayName("what is put under an id takes the place of what was there")
  void replaces() {
    try (AlertStore store = newStore()) {
      Alert first = ContractAlerts.plain(1);
      Alert told =
          first
              .change()
              .notified(List.of(new Notified("c", ContractAlerts.NOON, Severity.INFO, null)))
              .build();
      Alert taken =
          told.change()
              .acknowledged(new Acknowledgement("ana", ContractAlerts.NOON, "", null))
              .build();
      for (Alert now : List.of(first, told, taken)) {
        store.put(now);
        assertEquals(List.of(now), sameDataAs(store).open());
      }
    }
  }

  @Test
  @DisplayName(
      "open alerts come in the order in which they began, ended ones are found by their id")
  void openAndEnded() {
    try (AlertStore store = newStore()) {
      for (int i = 0; i < 5; i++) {
        store.put(ContractAlerts.plain(i));
      }
      Alert ended =
          ContractAlerts.plain(2)
              .change()
              .resolved(ContractAlerts.NOON.plusSeconds(90), "over")
              .build();
      store.put(ended);
      store.put(ContractAlerts.plain(1).change().seen(ContractAlerts.NOON).build());
      AlertStore later = sameDataAs(store);
      assertEquals(
          List.of("id-0", "id-1", "id-3", "id-4"), later.open().stream().map(Alert::id).toList());
      assertEquals(Optional.of(ended), later.find("id-2"));
    }
  }

  @Test
  @DisplayName("what was seen from a time on comes with the latest first, no more than is wanted")
  void since() {
    try (AlertStore store = newStore()) {
      for (int i = 0; i < 6; i++) {
        Alert alert = ContractAlerts.plain(i);
        boolean isEven = i % 2 == 0;
        store.put(isEven ? alert : alert.change().resolved(alert.lastSeen(), "over").build());
      }
      AlertStore later = sameDataAs(store);
      assertEquals(
          List.of("id-5", "id-4", "id-3"),
          later.since(ContractAlerts.NOON.plusSeconds(3), 10).stream().map(Alert::id).toList());
      assertEquals(
          List.of("id-5", "id-4"),
          later.since(ContractAlerts.NOON, 2).stream().map(Alert::id).toList());
    }
  }
}
