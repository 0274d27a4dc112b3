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

/**
 * Keeps alerts for as long as the program runs: all open ones, the last that people were told of,
 * and ten times as many that they were not, since a tower that dies keeps back hundreds.
 */
public final class InMemoryAlertStore implements AlertStore {
  private static final int USUAL_HISTORY = 500;
  private static final int MOST_HISTORY = 1_000_000;
  private static final int KEPT_BACK_PER_TOLD = 10;

  private final int most;
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private final Map<String, Alert> ended = new LinkedHashMap<>();
  private final Deque<String> told = new ArrayDeque<>();
  private final Deque<String> keptBack = new ArrayDeque<>();

  /** Keeps the last 500 that were told and ended. */
  public InMemoryAlertStore() {
    this(USUAL_HISTORY);
  }

  /**
   * Keeps so many that were told and ended.
   *
   * @param most 1 to 1,000,000
   */
  public InMemoryAlertStore(int most) {
    if (most < 1 || most > MOST_HISTORY) {
      throw new IllegalArgumentException(
          "1 to %d ended alerts are kept, not %d".formatted(MOST_HISTORY, most));
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
      Deque<String> order = alert.isKnown() ? told : keptBack;
      order.add(alert.id());
      if (order.size() > (alert.isKnown() ? most : most * KEPT_BACK_PER_TOLD)) {
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
