package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.ProbeHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line for every event, and one every ten seconds to say how things stand. */
final class PlainView implements View {
  private final Monitor monitor;
  private final Surroundings surroundings;
  private final @Nullable Collecting collecting;

  PlainView(Session session, Surroundings surroundings) {
    this.monitor = session.monitor();
    this.surroundings = surroundings;
    this.collecting = session.network().collecting();
    surroundings
        .out()
        .printf(
            Locale.ROOT,
            "%s, asked every %s%n",
            session.network().title(),
            Durations.inWords(session.schedule().interval()));
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public void note(Note note) {
    surroundings.out().println(surroundings.clock(note.at()) + " " + note.text());
  }

  @Override
  public void refresh() {
    Instant now = surroundings.time().instant();
    Headline.of(monitor.isolations(), surroundings)
        .forEach(line -> note(new Note(now, "-- " + line)));
    note(new Note(now, "-- " + States.all(monitor.counts()) + asked()));
    if (collecting != null) {
      note(new Note(now, "-- " + collecting.collected().words()));
    }
  }

  private String asked() {
    long asked = monitor.health().probes().stream().mapToLong(ProbeHealth::asked).sum();
    return String.format(
        Locale.ROOT, "; %,d questions; monitor %s", asked, monitor.health().status());
  }
}
