package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.reachability.Isolation;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
  void print(
      Monitor monitor,
      @Nullable Collecting collecting,
      Chronicle chronicle,
      Messages messages,
      PrintStream to) {
    Instant now = surroundings.time().instant();
    HealthReport health = monitor.health();
    to.println();
    to.println("Summary after " + Durations.inWords(Duration.between(startedAt, now)));
    boolean isOne = health.probes().size() == 1;
    health
        .probes()
        .forEach(
            probe ->
                to.println(
                    "  questions  " + (isOne ? "" : probe.name() + ": ") + questions(probe)));
    to.println("  devices    " + States.all(monitor.counts()));
    if (collecting != null) {
      to.println("  values     " + collecting.collected().words());
    }
    to.println("  monitor    " + health.status());
    health.reasons().forEach(reason -> to.println("             " + reason));
    outages(chronicle.incidents(), now, to);
    chronicle.flappers().all().stream()
        .limit(MOST_SHOWN)
        .forEach(is -> to.println("  flapping   " + flapping(is, now)));
    chronicle.cutOffs().all().stream()
        .limit(MOST_SHOWN)
        .forEach(is -> to.println("  cut off    " + cutOff(is, now)));
    List<String> told = messages.words(startedAt);
    to.println("  messages   " + told.get(0));
    told.stream().skip(1).forEach(line -> to.println("             " + line));
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
    String times = times(incident.root(), incident.startedAt(), incident.endedAt(), now);
    return incident.affected() == 0
        ? times
        : "%s; %d of %d behind it unreachable"
            .formatted(times, incident.confirmed(), incident.affected());
  }

  private String flapping(Flappers.Flapper flapper, Instant now) {
    return times(flapper.device(), flapper.since(), flapper.until(), now);
  }

  private String cutOff(Isolation isolation, Instant now) {
    String who = "we, behind uplink '" + isolation.uplink() + "'";
    return times(who, isolation.since(), isolation.until(), now);
  }

  private String times(String who, Instant from, @Nullable Instant to, Instant now) {
    return "%s: %s to %s, %s"
        .formatted(
            who,
            surroundings.clock(from),
            to == null ? "now" : surroundings.clock(to),
            Durations.inWords(Duration.between(from, to == null ? now : to)));
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
