package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.Locale;

/** Says how far a run has come until every device is judged, beside the results. */
final class Progress implements View {
  private final Monitor monitor;
  private final Surroundings surroundings;
  private final int devices;

  Progress(Session session, Surroundings surroundings) {
    this.monitor = session.monitor();
    this.surroundings = surroundings;
    this.devices = session.network().inventory().size();
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void note(Note note) {}

  @Override
  public void refresh() {
    int judged = judged();
    if (judged < devices) {
      long asked = monitor.health().probes().stream().mapToLong(ProbeHealth::asked).sum();
      surroundings
          .err()
          .printf(
              Locale.ROOT, "judged %,d of %,d devices, asked %,d times%n", judged, devices, asked);
    }
  }

  /** Whether every device has a state. */
  boolean isComplete() {
    return judged() == devices;
  }

  private int judged() {
    return monitor.counts().entrySet().stream()
        .filter(count -> count.getKey() != DeviceState.UNKNOWN)
        .mapToInt(count -> count.getValue())
        .sum();
  }
}
