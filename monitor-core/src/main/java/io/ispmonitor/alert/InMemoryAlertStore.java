package io.ispmonitor.alert;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps alerts for as long as the program runs: all open ones, and the last that ended. */
public final class InMemoryAlertStore implements AlertStore {
  private static final int USUAL_HISTORY = 500;

  private final int most;
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private final Map<String, Alert> ended = new LinkedHashMap<>();
  private final Deque<String> order = new ArrayDeque<>();

  /** Keeps the last 500 that ended. */
  public InMemoryAlertStore() {
    this(USUAL_HISTORY);
  }

  /**
   * Keeps so many that ended.
   *
   * @param most 1 or more
   */
  public InMemoryAlertStore(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one ended alert is kept, not " + most);
    }
    this.most = most;
  }

  @Override
  public synchronized void put(Alert alert) {
    if (alert.isOpen()) {
      open.put(alert.id(), alert);
      return;
    }
    open.remove(alert.id());
    if (ended.put(alert.id(), alert) == null) {
      order.add(alert.id());
      if (order.size() > most) {
        ended.remove(order.remove());
      }
    }
  }

  @Override
  public synchronized Optional<Alert> find(String id) {
    Alert alert = open.get(id);
    return Optional.ofNullable(alert == null ? ended.get(id) : alert);
  }

  @Override
  public synchronized List<Alert> open() {
    return List.copyOf(open.values());
  }

  @Override
  public List<Alert> since(Instant from, int most) {
    return all().stream()
        .filter(alert -> !alert.lastSeen().isBefore(from))
        .sorted(Comparator.comparing(Alert::lastSeen).reversed())
        .limit(most)
        .toList();
  }

  private synchronized Collection<Alert> all() {
    return new ArrayList<>(Stream.concat(open.values().stream(), ended.values().stream()).toList());
  }
}
