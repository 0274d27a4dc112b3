package io.ispmonitor.examples.demo;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.Announcement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Devices that keep changing: a note when that begins and when it has settled. Thread-safe. */
final class Flappers implements MonitorListener {
  private static final int MOST_KEPT = 1_000;

  private final Consumer<Note> notes;
  private final Map<String, Instant> open = new HashMap<>();
  private final Deque<Flapper> settled = new ArrayDeque<>();

  Flappers(Consumer<Note> notes) {
    this.notes = notes;
  }

  /**
   * A device that flapped for a time.
   *
   * @param until when it had settled; null while it has not
   */
  record Flapper(String device, Instant since, @Nullable Instant until) {}

  /** Those that have settled, and then those that have not; of very many only the last ones. */
  synchronized List<Flapper> all() {
    Deque<Flapper> all = new ArrayDeque<>(settled);
    open.forEach((device, since) -> all.add(new Flapper(device, since, null)));
    return List.copyOf(all);
  }

  @Override
  public synchronized void onAnnouncement(Announcement announcement) {
    switch (announcement.kind()) {
      case FLAPPING -> {
        open.put(announcement.device(), announcement.at());
        say(announcement, "is FLAPPING");
      }
      case STILL_FLAPPING -> say(announcement, "is still FLAPPING");
      case SETTLED -> {
        end(announcement);
        say(announcement, "has settled");
      }
      case WITHDRAWN -> end(announcement);
      default -> {} // of an outage, or of quality
    }
  }

  private void end(Announcement announcement) {
    Instant since = open.remove(announcement.device());
    if (since != null) {
      settled.add(new Flapper(announcement.device(), since, announcement.at()));
      if (settled.size() > MOST_KEPT) {
        settled.remove();
      }
    }
  }

  private void say(Announcement announcement, String what) {
    String text = "%s %s: %s".formatted(announcement.device(), what, announcement.text());
    notes.accept(new Note(announcement.at(), text));
  }
}
