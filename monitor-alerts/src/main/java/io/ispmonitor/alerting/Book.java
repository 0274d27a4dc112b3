package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The alerts that are open, by what they are looked for. The desk's thread. */
final class Book {
  /** Whoever raises more than that has a mistake in the keys. */
  private static final int MOST_OPEN = 500_000;

  private final AlertStore store;
  private final Consumer<Case> changed;
  private final Map<String, Case> byKey = new LinkedHashMap<>();
  private final Map<String, Case> byId = new HashMap<>();

  /** The first of each source; the others follow it. */
  private final Map<String, Case> bySource = new HashMap<>();

  /**
   * An empty one.
   *
   * @param changed hears of each alert that began, changed or ended
   */
  Book(AlertStore store, Consumer<Case> changed) {
    this.store = store;
    this.changed = changed;
  }

  /** Whether there is no room for another one. */
  boolean isFull() {
    return byKey.size() >= MOST_OPEN;
  }

  /** The open one with a key; null for none. */
  @Nullable Case ofKey(String key) {
    return byKey.get(key);
  }

  /** The open one with an id. */
  Optional<Case> ofId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Whether an alert had this id. */
  boolean isKnown(String id) {
    return byId.containsKey(id) || store.find(id).isPresent();
  }

  /** Those about a device. */
  List<Case> about(String device) {
    List<Case> about = new ArrayList<>(2);
    for (Case one = bySource.get(device); one != null; one = one.nextOfSource) {
      about.add(one);
    }
    return about;
  }

  /** All that are open, in the order in which they began. */
  Collection<Case> all() {
    return byKey.values();
  }

  void open(Case one) {
    byKey.put(one.alert.key(), one);
    byId.put(one.alert.id(), one);
    one.nextOfSource = bySource.put(one.alert.source(), one);
    store.put(one.alert);
    changed.accept(one);
  }

  /** It has changed. */
  void save(Case one, Alert now) {
    one.alert = now;
    store.put(now);
    changed.accept(one);
  }

  void close(Case one, Alert ended) {
    save(one, ended);
    byKey.remove(ended.key());
    byId.remove(ended.id());
    forgetSource(one, ended.source());
  }

  private void forgetSource(Case one, String source) {
    Case first = bySource.get(source);
    if (first == one) {
      Case next = one.nextOfSource;
      if (next == null) {
        bySource.remove(source);
      } else {
        bySource.put(source, next);
      }
    }
    for (Case before = first; before != null; before = before.nextOfSource) {
      if (before.nextOfSource == one) {
        before.nextOfSource = one.nextOfSource;
      }
    }
    one.nextOfSource = null;
  }
}
