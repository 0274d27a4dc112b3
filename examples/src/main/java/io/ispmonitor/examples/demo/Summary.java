package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.ProbeHealth;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What there is to say at the end of a run. */
final class Summary {
  private static final int MOST_SHOWN = 20;

  private final Surroundings surroundings;
  private final Instant startedAt;

  Summary(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.startedAt = surroundings.time().instant();
  }

  /** Writes it; before the monitor is closed, so that its health still means something. */
  void print(Monitor monitor, Incidents incidents, PrintStream to) {
    Instant now = surroundings.time().instant();
    HealthReport health = monitor.health();
    to.println();
    to.println("Summary after " + Durations.inWords(Duration.between(startedAt, now)));
    health.probes().forEach(probe -> to.println("  questions  " + questions(probe)));
    to.println("  devices    " + States.all(monitor.counts()));
    to.println("  monitor    " + health.status());
    health.reasons().forEach(reason -> to.println("             " + reason));
    outages(incidents, now, to);
  }

  private void outages(Incidents incidents, Instant now, PrintStream to) {
    if (incidents.total() == 0) {
      to.println("  outages    none");
    }
    List<Incident> all = incidents.all();
    all.stream().limit(MOST_SHOWN).forEach(is -> to.println("  outage     " + outage(is, now)));
    int more = incidents.total() - Math.min(all.size(), MOST_SHOWN);
    if (more > 0) {
      to.printf(Locale.ROOT, "             and %,d more%n", more);
    }
  }

  private String outage(Incident incident, Instant now) {
    Instant ended = incident.endedAt();
    String times =
        "%s: %s to %s, %s"
            .formatted(
                incident.root(),
                surroundings.clock(incident.startedAt()),
                ended == null ? "now" : surroundings.clock(ended),
                Durations.inWords(incident.lasted(now)));
    return incident.affected() == 0
        ? times
        : "%s; %d of %d behind it unreachable"
            .formatted(times, incident.confirmed(), incident.affected());
  }

  private static String questions(ProbeHealth probe) {
    String text =
        String.format(
            Locale.ROOT,
            "%,d asked, %,d answered, %,d silent, %,d refused",
            probe.asked(),
            probe.answered() + probe.partial(),
            probe.silent(),
            probe.refused());
    long useless = probe.voided() + probe.broken();
    return useless == 0
        ? text
        : text + String.format(Locale.ROOT, ", %,d that prove nothing", useless);
  }
}
