package io.ispmonitor.diagnosis;

import io.ispmonitor.reachability.DeviceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was found out about a device, step by step, and what it comes to. Immutable.
 *
 * @param device the device's id
 * @param at when it began
 * @param took how long it took
 * @param known how the device stood for the monitor when it began
 * @param cutOffBehind the uplinks behind which we were cut off from it; empty for none
 * @param name what became of its name
 * @param ping what came of a few echoes
 * @param path the way to it
 * @param ports the ports its probes need
 * @param probes what came of its probes, asked out of turn
 * @param cause what it comes to
 */
public record Diagnosis(
    String device,
    Instant at,
    Duration took,
    DeviceStatus known,
    List<String> cutOffBehind,
    Timed<NameFinding> name,
    Timed<PingFinding> ping,
    Timed<PathFinding> path,
    Timed<List<PortFinding>> ports,
    Timed<List<ProbeFinding>> probes,
    Cause cause) {

  /** Copies the list, and checks that nothing is missing. */
  public Diagnosis {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(took, "took");
    Objects.requireNonNull(known, "known");
    cutOffBehind = List.copyOf(cutOffBehind);
    Objects.requireNonNull(cause, "cause");
  }

  /** The whole report, a line for each thing that was found; for a log or a console. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(device, cause.words()));
    lines.add("  at      %s, in %s".formatted(at, Words.millis(took)));
    lines.add("  known   " + knownWords());
    lines.add("  name    " + name.found().words() + name.tookWords());
    lines.add("  ping    " + ping.found().words() + ping.tookWords());
    lines.add("  path    " + path.found().words() + path.tookWords());
    path.found().hops().forEach(hop -> lines.add("          " + hop.words()));
    ports.found().forEach(port -> lines.add("  port    " + port.words()));
    probes.found().forEach(probe -> lines.add("  probe   " + probe.words()));
    return lines;
  }

  private String knownWords() {
    StringBuilder words = new StringBuilder();
    words.append(known.state()).append(" since ").append(known.since());
    words.append(", ").append(known.evidence().reason());
    String root = known.rootCause();
    if (root != null) {
      words.append("; at fault is ").append(root);
    }
    if (known.flapping()) {
      words.append("; it keeps changing");
    }
    if (!known.maintenance().isEmpty()) {
      words.append("; in maintenance: ").append(String.join(", ", known.maintenance()));
    }
    if (!cutOffBehind.isEmpty()) {
      words.append("; we are cut off behind ").append(String.join(", ", cutOffBehind));
    }
    return words.toString();
  }

  /** All {@link #lines()}. */
  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
