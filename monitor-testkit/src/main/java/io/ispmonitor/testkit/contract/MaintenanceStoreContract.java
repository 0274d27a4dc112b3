package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Days;
import io.ispmonitor.maintenance.MaintenanceStore;
import io.ispmonitor.maintenance.MaintenanceWindow;
import io.ispmonitor.maintenance.ScheduledWindow;
import io.ispmonitor.maintenance.Timing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MaintenanceStore} keeps. Extend it, say how yours is made, and run it.
 *
 * <p>Times are whole milliseconds.
 */
public abstract class MaintenanceStoreContract {
  private static final Instant TWO = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant THREE = Instant.parse("2026-03-01T03:00:00.001Z");
  private static final Instant FIVE = Instant.parse("2026-03-01T05:00:00Z");
  private static final Timing FIXED = Timing.fixed(TWO, FIVE);
  private static final Timing FLEXIBLE = Timing.flexible(TWO, FIVE, Duration.ofMinutes(90));

  /** For subclasses. */
  protected MaintenanceStoreContract() {}

  /** An empty store; called once for each test. */
  protected abstract MaintenanceStore newStore();

  /**
   * Another store of the same data, as a later process opens it; the one given stays open. By
   * default the store itself, for one that does not outlive the process.
   */
  protected MaintenanceStore sameDataAs(MaintenanceStore store) {
    return store;
  }

  @Test
  @DisplayName("an empty store holds no windows")
  void empty() {
    try (MaintenanceStore store = newStore()) {
      assertEquals(List.of(), List.copyOf(store.all()));
    }
  }

  @Test
  @DisplayName("windows of every timing are read back as they were written")
  void timings() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Timing.Recurring nightly =
        Timing.recurring(Days.daily(), LocalTime.of(2, 0), Duration.ofHours(3), berlin);
    assertKept(
        Stream.of(
                FIXED,
                FLEXIBLE,
                Timing.fixed(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999Z")),
                nightly,
                nightly.from(LocalDate.of(2028, 2, 29)).until(LocalDate.of(9999, 12, 31)),
                Timing.recurring(
                    Days.weekly(DayOfWeek.SATURDAY, DayOfWeek.MONDAY),
                    LocalTime.of(23, 59, 59),
                    Duration.ofDays(366),
                    ZoneOffset.ofHoursMinutes(5, 45)),
                Timing.recurring(
                    Days.nth(Days.LAST, DayOfWeek.SUNDAY),
                    LocalTime.MIDNIGHT,
                    Duration.ofSeconds(1),
                    ZoneId.of("UTC")),
                Timing.recurring(
                    Days.dayOfMonth(31), LocalTime.NOON, Duration.ofMinutes(1), ZoneOffset.UTC))
            .map(timing -> window("w", Selection.everything(), timing)));
  }

  @Test
  @DisplayName("windows of every selection are read back as they were written")
  void selections() {
    Set<String> many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "device-" + i)
            .collect(LinkedHashSet::new, Set::add, Set::addAll);
    Selection nested = Selection.everything();
    for (int i = 1; i < 16; i++) {
      nested = nested.except(Selection.behind("d" + i));
    }
    assertKept(
        Stream.of(
                Selection.device("a", "b"),
                new Selection.Devices(many),
                Selection.subtree("tower 7/north"),
                Selection.behind("tower-7"),
                Selection.label("region", ""),
                Selection.label("regi\"on", "a='b', \\ %_ \u00e9\u4e2d \ud83d\udce1\n"),
                Selection.everything(),
                nested,
                Selection.label("a", "b")
                    .or(Selection.device("c").and(Selection.subtree("d")))
                    .or(Selection.everything().except(Selection.device("e"))))
            .map(selection -> window("w", selection, FIXED)));
  }

  @Test
  @DisplayName("texts of full length and any script are read back as they were written")
  void texts() {
    assertKept(
        Stream.of(
            new MaintenanceWindow(
                "\u00fc".repeat(200),
                Selection.everything(),
                FIXED,
                "\u65e5".repeat(200),
                "\ud83d\udce1".repeat(500)),
            new MaintenanceWindow(
                "'; drop table x; --", Selection.everything(), FIXED, "\"o'b\\", " reason ")));
  }

  @Test
  @DisplayName("triggers and early ends are read back with their window, each also alone")
  void state() {
    try (MaintenanceStore store = newStore()) {
      MaintenanceWindow window = window("w", Selection.everything(), FLEXIBLE);
      assertKept(store, new ScheduledWindow(window, TWO, THREE));
      assertKept(store, new ScheduledWindow(window, TWO, null));
      assertKept(store, new ScheduledWindow(window, null, THREE));
      assertKept(store, new ScheduledWindow(window, null, null));
    }
  }

  @Test
  @DisplayName("a window takes the place of the one with its id, all parts of it")
  void replaced() {
    try (MaintenanceStore store = newStore()) {
      store.put(new ScheduledWindow(window("w", Selection.everything(), FLEXIBLE), TWO, THREE));
      assertKept(
          store,
          ScheduledWindow.of(
              new MaintenanceWindow("w", Selection.subtree("x"), FIXED, "other", "another")));
    }
  }

  @Test
  @DisplayName("ids that differ in case or in spaces are different windows")
  void ids() {
    try (MaintenanceStore store = newStore()) {
      Set<ScheduledWindow> all = new HashSet<>();
      for (String id : List.of("a", "A", " a", "a ", "\u00e4")) {
        ScheduledWindow window = flexible(id);
        all.add(window);
        store.put(window);
      }
      assertHolds(store, all);
      store.remove("A");
      all.remove(flexible("A"));
      assertHolds(store, all);
    }
  }

  @Test
  @DisplayName("a window that was removed is gone, and removing it again does no harm")
  void removed() {
    try (MaintenanceStore store = newStore()) {
      store.put(flexible("a"));
      store.put(flexible("b"));
      store.remove("a");
      store.remove("a");
      store.remove("ghost");
      assertHolds(store, Set.of(flexible("b")));
    }
  }

  @Test
  @DisplayName("a trigger is noted, and leaves everything else as it is")
  void triggered() {
    try (MaintenanceStore store = newStore()) {
      ScheduledWindow ended =
          new ScheduledWindow(window("ended", Selection.everything(), FLEXIBLE), null, FIVE);
      store.put(ended);
      store.put(flexible("other"));
      store.trigger("ended", THREE);
      assertHolds(
          store, Set.of(new ScheduledWindow(ended.window(), THREE, FIVE), flexible("other")));
    }
  }

  @Test
  @DisplayName("of several triggers the earliest stays, in whatever order they come")
  void earliestTrigger() {
    try (MaintenanceStore store = newStore()) {
      store.put(flexible("w"));
      store.trigger("w", THREE);
      store.trigger("w", FIVE);
      assertHolds(store, Set.of(new ScheduledWindow(flexible("w").window(), THREE, null)));
      store.trigger("w", TWO);
      store.trigger("w", THREE);
      assertHolds(store, Set.of(new ScheduledWindow(flexible("w").window(), TWO, null)));
    }
  }

  @Test
  @DisplayName("a trigger does not bring a window back that was removed")
  void triggerAfterRemoval() {
    try (MaintenanceStore store = newStore()) {
      store.put(flexible("w"));
      store.remove("w");
      store.trigger("w", THREE);
      assertHolds(store, Set.of());
    }
  }

  @Test
  @DisplayName("what was read does not change when the store does")
  void copied() {
    try (MaintenanceStore store = newStore()) {
      store.put(flexible("a"));
      Collection<ScheduledWindow> before = store.all();
      store.put(flexible("b"));
      store.trigger("a", THREE);
      assertEquals(List.of(flexible("a")), List.copyOf(before));
    }
  }

  @Test
  @DisplayName("more than a thousand windows have room")
  void many() {
    try (MaintenanceStore store = newStore()) {
      IntStream.range(0, 1_100).forEach(i -> store.put(flexible("w" + i)));
      assertEquals(1_100, asSet(store.all()).size());
    }
  }

  @Test
  @DisplayName("triggers from several threads leave the earliest")
  void concurrent() {
    try (MaintenanceStore store = newStore()) {
      store.put(flexible("w"));
      IntStream.range(0, 64)
          .parallel()
          .forEach(i -> store.trigger("w", TWO.plusMillis((i * 37L) % 64)));
      assertHolds(store, Set.of(new ScheduledWindow(flexible("w").window(), TWO, null)));
    }
  }

  @Test
  @DisplayName("closing twice does no harm")
  void closedTwice() {
    MaintenanceStore store = newStore();
    store.close();
    store.close();
  }

  private void assertKept(Stream<MaintenanceWindow> windows) {
    try (MaintenanceStore store = newStore()) {
      windows.forEach(window -> assertKept(store, ScheduledWindow.of(window)));
    }
  }

  /** Puts one in and takes it out again. */
  private void assertKept(MaintenanceStore store, ScheduledWindow window) {
    store.put(window);
    assertHolds(store, Set.of(window));
    store.remove(window.id());
  }

  private void assertHolds(MaintenanceStore store, Set<ScheduledWindow> expected) {
    assertEquals(expected, asSet(store.all()));
    MaintenanceStore later = sameDataAs(store);
    if (later != store) {
      try (later) {
        assertEquals(expected, asSet(later.all()), "as a later process finds it");
      }
    }
  }

  private static Set<ScheduledWindow> asSet(Collection<ScheduledWindow> all) {
    Set<ScheduledWindow> set = new HashSet<>(all);
    assertEquals(set.size(), all.size(), () -> "each window once, was " + all);
    return set;
  }

  private static ScheduledWindow flexible(String id) {
    return ScheduledWindow.of(window(id, Selection.subtree("tower-7"), FLEXIBLE));
  }

  private static MaintenanceWindow window(String id, Selection devices, Timing timing) {
    return new MaintenanceWindow(id, devices, timing, "noc", "new antenna");
  }
}
