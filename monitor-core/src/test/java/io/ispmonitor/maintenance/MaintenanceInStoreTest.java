package io.ispmonitor.maintenance;

import static io.ispmonitor.maintenance.MaintenanceTest.ids;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FIVE;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FIXED;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.FLEXIBLE;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.TWO;
import static io.ispmonitor.maintenance.MaintenanceWindowTest.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How windows and their store keep together, also when the store fails or is slow. */
@Timeout(30)
class MaintenanceInStoreTest {
  private static final Instant THREE = TWO.plusSeconds(3_600);
  private static final Instant HALF_PAST = TWO.plusSeconds(1_800);
  private static final MaintenanceWindow FLEXIBLE_WINDOW = window("flexible", FLEXIBLE);

  private final ScriptedStore store = new ScriptedStore();
  private final Maintenance maintenance = Maintenance.in(store);

  @Test
  @DisplayName("windows, early ends and triggers are there again after a restart")
  void restart() {
    maintenance.schedule(window("fixed", FIXED));
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.schedule(window("gone", FIXED));
    maintenance.cancel("gone");
    maintenance.endNow("fixed", THREE);
    maintenance.trigger("flexible", HALF_PAST);
    assertTrue(maintenance.flush());

    Maintenance restarted = Maintenance.in(store);
    assertEquals(List.of("fixed", "flexible"), ids(restarted.windows()));
    assertEquals(List.of(FLEXIBLE_WINDOW), restarted.inForce(THREE));
    assertEquals(Optional.of(HALF_PAST), restarted.triggeredAt("flexible"));
    assertEquals(maintenance.scheduled("fixed"), restarted.scheduled("fixed"));
  }

  @Test
  @DisplayName("a trigger counts at once and is written by the flush, once")
  void triggerThenFlush() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.trigger("flexible", HALF_PAST);

    assertEquals(0, store.triggers, "the judge waits for no store");
    assertTrue(maintenance.flush());
    assertTrue(maintenance.flush());
    assertEquals(1, store.triggers);
  }

  @Test
  @DisplayName("a change that the store refuses is not made, and the sentence says so")
  void refused() {
    maintenance.schedule(window("fixed", FIXED));
    long version = maintenance.version();
    store.failure = new IllegalStateException("disk full");

    MaintenanceStoreException refused =
        assertThrows(
            MaintenanceStoreException.class, () -> maintenance.schedule(window("new", FIXED)));
    assertEquals(
        "maintenance window 'new' was not scheduled and nothing has changed: scripted store "
            + "refused with 'java.lang.IllegalStateException: disk full'; try again",
        refused.getMessage());
    assertSame(store.failure, refused.getCause());
    assertThrows(MaintenanceStoreException.class, () -> maintenance.endNow("fixed", THREE));
    assertThrows(MaintenanceStoreException.class, () -> maintenance.cancel("fixed"));
    assertThrows(MaintenanceStoreException.class, () -> maintenance.forgetOver(Instant.MAX));
    assertThrows(MaintenanceStoreException.class, maintenance::reload);

    assertEquals(List.of("fixed"), ids(maintenance.inForce(THREE)));
    assertEquals(List.of("fixed"), ids(maintenance.windows()));
    assertEquals(version, maintenance.version());
    store.failure = null;
    assertTrue(maintenance.cancel("fixed"));
  }

  @Test
  @DisplayName("windows that cannot be loaded are no empty list of windows")
  void loadRefused() {
    store.failure = new IllegalStateException("no such table");
    MaintenanceStoreException refused =
        assertThrows(MaintenanceStoreException.class, () -> Maintenance.in(store));
    assertEquals(
        "maintenance windows could not be read from scripted store, which threw "
            + "'java.lang.IllegalStateException: no such table'; see to it and try again",
        refused.getMessage());
  }

  @Test
  @DisplayName("a trigger that the store refuses counts all the same and is written later")
  void flushRefused() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.trigger("flexible", HALF_PAST);
    store.failure = new IllegalStateException("disk full");

    MaintenanceStoreException refused =
        assertThrows(MaintenanceStoreException.class, maintenance::flush);
    assertEquals(
        "maintenance window 'flexible' counts as begun at 2026-03-01T02:30:00Z, which is not "
            + "written yet: scripted store refused with "
            + "'java.lang.IllegalStateException: disk full'; try again",
        refused.getMessage());
    assertEquals(List.of(FLEXIBLE_WINDOW), maintenance.inForce(THREE));
    store.failure = null;
    assertTrue(maintenance.flush());
    assertEquals(Optional.of(HALF_PAST), Maintenance.in(store).triggeredAt("flexible"));
  }

  @Test
  @DisplayName("a trigger that the store refuses for good keeps no other waiting")
  void oneRefused() {
    for (String id : List.of("a", "b", "c", "d")) {
      maintenance.schedule(window(id, FLEXIBLE));
      maintenance.trigger(id, HALF_PAST);
    }
    store.refused = Set.of("a", "c");

    MaintenanceStoreException refusal =
        assertThrows(MaintenanceStoreException.class, maintenance::flush);
    assertEquals(2, store.triggers);
    assertEquals(1, refusal.getSuppressed().length);
    String both = refusal.getMessage() + refusal.getSuppressed()[0].getMessage();
    assertTrue(both.contains("window 'a'") && both.contains("window 'c'"), both);
    store.refused = Set.of();
    assertTrue(maintenance.flush());
    assertEquals(4, store.triggers);
  }

  @Test
  @DisplayName("a store that hangs keeps neither readers nor the judge nor the flush waiting")
  void slowStore() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    CompletableFuture<Boolean> flushed = new CompletableFuture<>();
    store.whileWriting =
        () ->
            CompletableFuture.runAsync(
                    () -> {
                      assertTrue(maintenance.trigger("flexible", HALF_PAST));
                      assertEquals(List.of(FLEXIBLE_WINDOW), maintenance.inForce(THREE));
                      flushed.complete(maintenance.flush());
                    })
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    maintenance.schedule(window("other", FIXED));

    assertFalse(flushed.join(), "another write went on");
    assertTrue(maintenance.flush());
    assertEquals(Optional.of(HALF_PAST), Maintenance.in(store).triggeredAt("flexible"));
  }

  @Test
  @DisplayName("a trigger that comes while its window is being written is kept and written")
  void triggeredWhileWriting() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    store.whileWriting = () -> maintenance.trigger("flexible", HALF_PAST);
    MaintenanceWindow longer = window("flexible", Timing.flexible(TWO, FIVE, Duration.ofHours(2)));
    maintenance.schedule(longer);

    assertEquals(List.of(longer), maintenance.inForce(HALF_PAST.plusSeconds(7_199)));
    assertTrue(maintenance.flush());
    assertEquals(maintenance.scheduled("flexible"), Maintenance.in(store).scheduled("flexible"));
  }

  @Test
  @DisplayName("a trigger that is written along with its window is not written again")
  void writtenAlong() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.trigger("flexible", HALF_PAST);
    maintenance.endNow("flexible", THREE);

    assertTrue(maintenance.flush());
    assertEquals(0, store.triggers);
    assertEquals(maintenance.scheduled("flexible"), Maintenance.in(store).scheduled("flexible"));
  }

  @Test
  @DisplayName("a trigger does not survive its window, nor a timing that it would not have begun")
  void triggerOfAGoneWindow() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.trigger("flexible", HALF_PAST);
    maintenance.schedule(window("flexible", Timing.flexible(THREE, FIVE, Duration.ofHours(1))));
    assertTrue(maintenance.flush());
    assertEquals(0, store.triggers);

    maintenance.trigger("flexible", THREE);
    maintenance.cancel("flexible");
    assertTrue(maintenance.flush());
    assertEquals(0, store.triggers);
    assertEquals(List.of(), Maintenance.in(store).windows());
  }

  @Test
  @DisplayName("what another instance changed is there after a reload, and unwritten triggers stay")
  void reload() {
    maintenance.schedule(FLEXIBLE_WINDOW);
    maintenance.schedule(window("cancelled", FLEXIBLE));
    Maintenance other = Maintenance.in(store);
    other.schedule(window("new", FIXED));
    other.cancel("cancelled");
    maintenance.trigger("flexible", HALF_PAST);
    maintenance.trigger("cancelled", HALF_PAST);
    long version = maintenance.version();
    maintenance.reload();

    assertEquals(List.of("flexible", "new"), ids(maintenance.inForce(THREE)));
    assertTrue(maintenance.version() > version);
    assertTrue(maintenance.flush());
    assertEquals(1, store.triggers);
    other.reload();
    assertEquals(List.of("flexible", "new"), ids(other.inForce(THREE)));
  }

  /** A store in memory that fails, or does something in the middle of a write, when told so. */
  private static final class ScriptedStore implements MaintenanceStore {
    private final MaintenanceStore kept = InMemoryMaintenanceStore.create();
    private @Nullable RuntimeException failure;
    private Runnable whileWriting = () -> {};
    private Set<String> refused = Set.of();
    private int triggers;

    @Override
    public void put(ScheduledWindow window) {
      failIfTold();
      kept.put(window);
      whileWriting.run();
    }

    @Override
    public void trigger(String id, Instant at) {
      failIfTold();
      if (refused.contains(id)) {
        throw new IllegalStateException("no row for " + id);
      }
      triggers++;
      kept.trigger(id, at);
    }

    @Override
    public void remove(String id) {
      failIfTold();
      kept.remove(id);
    }

    @Override
    public Collection<ScheduledWindow> all() {
      failIfTold();
      return kept.all();
    }

    private void failIfTold() {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public String toString() {
      return "scripted store";
    }
  }
}
