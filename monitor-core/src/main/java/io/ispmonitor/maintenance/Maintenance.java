package io.ispmonitor.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance windows of a network, which may change at any time. Windows that overlap add up:
 * a device is in maintenance as long as one of them that selects it is in force.
 *
 * <p>Every change goes to the store first; where the store throws, nothing has changed. A trigger
 * is the exception: it comes from the judge, which waits for nobody, so it counts at once and is
 * written by the next {@link #flush()}. If the process dies in between, the window is armed again
 * after the restart and the next problem begins it anew: the silence may last longer, never
 * shorter.
 *
 * <p>Thread-safe. Readers never wait for the store; those who change windows do.
 */
public final class Maintenance {

  /** How many windows there may be at once. */
  public static final int MOST_WINDOWS = 10_000;

  /** For how long a window that is over is kept, for reports that look back a year. */
  public static final Duration KEPT = Duration.ofDays(400);

  /** When room is wanted, one that is over is kept for a day at least. */
  private static final Duration KEPT_AT_LEAST = Duration.ofDays(1);

  /** From so many windows on, room is wanted. */
  private static final int MANY = MOST_WINDOWS / 10 * 9;

  private final MaintenanceStore store;
  private final ReentrantLock writing = new ReentrantLock();
  private final Windows windows = new Windows();

  /** Without windows, and with a memory that ends with the process. */
  public Maintenance() {
    this(InMemoryMaintenanceStore.create());
  }

  private Maintenance(MaintenanceStore store) {
    this.store = store;
  }

  /**
   * With the windows that this store holds. The store stays the host's: it is not closed.
   *
   * @throws MaintenanceStoreException when the store cannot be read
   */
  public static Maintenance in(MaintenanceStore store) {
    Maintenance maintenance = new Maintenance(store);
    maintenance.reload();
    return maintenance;
  }

  /**
   * Announces a window, in the place of the one with its id. With the same timing as before, what
   * has happened counts on: a trigger and an early end. With another timing the early end counts no
   * more, and a trigger only where the window was running and the new timing is flexible and would
   * have been triggered too.
   *
   * @return false if an equal window was there already
   * @throws IllegalStateException when there are {@link #MOST_WINDOWS} others
   * @throws MaintenanceStoreException when the store refused; nothing has changed
   */
  public boolean schedule(MaintenanceWindow window) {
    return change(
        window.id(),
        before -> before == null ? ScheduledWindow.of(window) : before.replacedBy(window),
        "scheduled");
  }

  /**
   * Removes a window as if it had never been announced. What it began ends at once.
   *
   * @return false if there was none
   * @throws MaintenanceStoreException when the store refused; nothing has changed
   */
  public boolean cancel(String id) {
    return change(id, before -> null, "cancelled");
  }

  /**
   * Ends what is in force of a window: work was done sooner. A recurring window comes back as
   * planned; a flexible one that still waits for a problem waits no more.
   *
   * @param now the present moment, the first one that does not belong to it any more
   * @return false if there is no such window, or it was neither in force nor waiting
   * @throws MaintenanceStoreException when the store refused; nothing has changed
   */
  public boolean endNow(String id, Instant now) {
    return change(id, before -> before == null ? null : before.ended(now), "ended");
  }

  /**
   * Begins a flexible window. Never waits: call it from the judge, and {@link #flush()} from a loop
   * that may wait.
   *
   * @param at when the problem was noticed; for one that was there before, when the window became
   *     armed
   * @return false if nothing began: no such window, not flexible, begun before, or not armed then
   */
  public boolean trigger(String id, Instant at) {
    return windows.trigger(id, at);
  }

  /**
   * Writes the triggers that are not in the store yet. Gives up at once while another call of the
   * store goes on.
   *
   * @return whether all are written; if not, call it again later
   * @throws MaintenanceStoreException when the store refused any, after all were tried; what is not
   *     written stays to be. The refusal of each further one is suppressed in that of the first
   */
  public boolean flush() {
    if (windows.unstoredTriggers().isEmpty()) {
      return true;
    }
    if (!writing.tryLock()) {
      return false;
    }
    try {
      writeTriggers();
    } finally {
      writing.unlock();
    }
    return windows.unstoredTriggers().isEmpty();
  }

  /** One that is refused for good keeps no other waiting. */
  private void writeTriggers() {
    MaintenanceStoreException first = null;
    for (Map.Entry<String, Instant> trigger : windows.unstoredTriggers().entrySet()) {
      try {
        writeTrigger(trigger.getKey(), trigger.getValue());
      } catch (MaintenanceStoreException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Reads the store again, for hosts in which another instance may have changed it. Triggers that
   * are not written yet stay.
   *
   * @throws MaintenanceStoreException when the store cannot be read; nothing has changed
   */
  public void reload() {
    writing.lock();
    try {
      windows.replaceAll(List.copyOf(store.all()));
    } catch (RuntimeException e) {
      throw new MaintenanceStoreException(
          "maintenance windows could not be read from %s, which threw '%s'; see to it and try again"
              .formatted(store, e),
          e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Removes the windows that have been over for longer than {@link #KEPT}. If nine tenths of {@link
   * #MOST_WINDOWS} are left, those that have been over for half as long go too, and so on down to a
   * day, so that there is room for new ones.
   *
   * @return how many
   * @throws MaintenanceStoreException when the store refused one; those before it are removed
   */
  public int forgetOver(Instant now) {
    int forgotten = forgetOver(now, KEPT);
    Duration kept = KEPT.dividedBy(2);
    while (windows.size() >= MANY && kept.compareTo(KEPT_AT_LEAST) >= 0) {
      forgotten += forgetOver(now, kept);
      kept = kept.dividedBy(2);
    }
    return forgotten;
  }

  /**
   * Removes the windows that have been over for long. A report about a time in which one was in
   * force is another one from then on: what was maintenance counts as if it had not been announced.
   *
   * @param kept how long a window is kept when it is over: as long as reports look back, and a
   *     little longer; not negative
   * @return how many
   * @throws MaintenanceStoreException when the store refused one; those before it are removed
   */
  public int forgetOver(Instant now, Duration kept) {
    if (kept.isNegative()) {
      throw new IllegalArgumentException(
          "maintenance: windows that are over must be kept for 0 or more, was " + kept);
    }
    Instant longAgo = now.minus(kept);
    int forgotten = 0;
    for (ScheduledWindow window : windows.all()) {
      if (change(window.id(), before -> withoutOver(before, longAgo), "forgotten")) {
        forgotten++;
      }
    }
    return forgotten;
  }

  /** All windows, in the order of their ids. */
  public List<MaintenanceWindow> windows() {
    return select(window -> true);
  }

  /** The windows in force at a moment, in the order of their ids. */
  public List<MaintenanceWindow> inForce(Instant time) {
    return select(window -> window.at(time).isPresent());
  }

  /** The flexible windows that a problem at this moment would begin, in the order of their ids. */
  public List<MaintenanceWindow> armed(Instant time) {
    return select(window -> window.isArmed(time));
  }

  /** The window with this id. */
  public Optional<MaintenanceWindow> find(String id) {
    return scheduled(id).map(ScheduledWindow::window);
  }

  /** The window with this id, and what has become of it so far. */
  public Optional<ScheduledWindow> scheduled(String id) {
    return Optional.ofNullable(windows.get(id));
  }

  /** When a window was triggered; empty where it was not, or is not there. */
  public Optional<Instant> triggeredAt(String id) {
    return scheduled(id).map(ScheduledWindow::triggeredAt);
  }

  /**
   * When {@link #inForce} or {@link #armed} may answer otherwise next, unless the {@link #version}
   * changes before.
   */
  public Optional<Instant> nextChange(Instant after) {
    return windows.all().stream()
        .flatMap(window -> window.nextChange(after).stream())
        .min(Instant::compareTo);
  }

  /**
   * Rises with every change, triggers included. Read it before what depends on it: as long as it
   * stays the same, so do all answers for the same moment.
   */
  public long version() {
    return windows.version();
  }

  private boolean change(String id, Windows.Change change, String done) {
    writing.lock();
    try {
      ScheduledWindow before = windows.get(id);
      ScheduledWindow after = change.from(before);
      if (Objects.equals(before, after)) {
        return false;
      }
      if (before == null && windows.size() >= MOST_WINDOWS) {
        throw new IllegalStateException(
            ("maintenance window '%s' was not scheduled: there are %d already; "
                    + "cancel some, or forget those that are over")
                .formatted(id, MOST_WINDOWS));
      }
      write(id, after, done);
      windows.apply(id, change, after);
      return true;
    } finally {
      writing.unlock();
    }
  }

  private void write(String id, @Nullable ScheduledWindow window, String done) {
    try {
      if (window == null) {
        store.remove(id);
      } else {
        store.put(window);
      }
    } catch (RuntimeException e) {
      throw refused(id, "was not " + done + " and nothing has changed", e);
    }
  }

  private void writeTrigger(String id, Instant at) {
    try {
      store.trigger(id, at);
    } catch (RuntimeException e) {
      throw refused(id, "counts as begun at " + at + ", which is not written yet", e);
    }
    windows.stored(id, at);
  }

  private MaintenanceStoreException refused(String id, String what, RuntimeException e) {
    return new MaintenanceStoreException(
        "maintenance window '%s' %s: %s refused with '%s'; try again".formatted(id, what, store, e),
        e);
  }

  private static @Nullable ScheduledWindow withoutOver(
      @Nullable ScheduledWindow window, Instant longAgo) {
    return window == null || window.isOver(longAgo) ? null : window;
  }

  private List<MaintenanceWindow> select(Predicate<ScheduledWindow> wanted) {
    return windows.all().stream().filter(wanted).map(ScheduledWindow::window).toList();
  }
}
