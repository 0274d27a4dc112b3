package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Selection;
import io.ispmonitor.status.Availability;
import io.ispmonitor.status.SiteAvailability;
import io.ispmonitor.status.SmokeStep;
import io.ispmonitor.status.StatusBoard;
import io.ispmonitor.status.StatusNode;
import io.ispmonitor.status.TimeKind;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How available the sites of a run were, who cost most, and the smoke of the worst devices. */
final class BoardReport {
  private static final int MOST_SITES = 40;
  private static final int MOST_CAUSES = 5;
  private static final int MOST_SMOKE = 2;
  private static final int STEPS = 10;
  private static final int NAME = 22;
  private static final double MILLIS = 1e3;

  private final Surroundings surroundings;
  private final StatusBoard board;
  private final Instant from;
  private final Instant to;
  private final PrintStream out;

  private BoardReport(
      Surroundings surroundings, StatusBoard board, Instant from, Instant to, PrintStream out) {
    this.surroundings = surroundings;
    this.board = board;
    this.from = from;
    this.to = to;
    this.out = out;
  }

  /** Writes it, unless no time has passed yet. */
  static void print(Surroundings surroundings, Monitor monitor, Instant from, PrintStream out) {
    Instant now = surroundings.time().instant();
    if (from.isBefore(now)) {
      new BoardReport(surroundings, monitor.board(), from, now, out).print();
    }
  }

  private void print() {
    SiteAvailability all = board.availability(Selection.everything(), from, to);
    out.println();
    out.println("Availability");
    row("site", "devices", "own", "usable", "outages", "longest");
    board
        .tree()
        .nodes()
        .filter(BoardReport::isSite)
        .limit(MOST_SITES)
        .forEach(node -> row(" ".repeat(node.depth()) + node.device().name(), of(node)));
    row("all", all.total());
    all.causes().entrySet().stream()
        .limit(MOST_CAUSES)
        .forEach(
            is ->
                out.printf(
                    "  %s cost %s, added up over all that it cut off%n",
                    is.getKey(), Durations.inWords(is.getValue())));
    all.devices().stream()
        .filter(is -> is.time(TimeKind.DOWN).compareTo(Duration.ZERO) > 0)
        .sorted(Comparator.comparing((Availability is) -> is.time(TimeKind.DOWN)).reversed())
        .limit(MOST_SMOKE)
        .forEach(is -> smoke(is.of()));
  }

  /** What something hangs on, of the two uppermost levels. */
  private static boolean isSite(StatusNode node) {
    return node.depth() < 2 && node.size() > 1;
  }

  private Availability of(StatusNode node) {
    return board.availability(node, from, to).total();
  }

  private void row(String site, Availability is) {
    row(
        site,
        String.valueOf(is.devices()),
        percent(is.own()),
        percent(is.experienced()),
        String.valueOf(is.outages()),
        is.longest().isZero() ? "" : Durations.inWords(is.longest()));
  }

  private void row(
      String site, String devices, String own, String usable, String outages, String longest) {
    out.println(
        "  "
            + Columns.left(site, NAME)
            + Columns.right(devices, 9)
            + Columns.right(own, 10)
            + Columns.right(usable, 10)
            + Columns.right(outages, 9)
            + Columns.right(longest, 9));
  }

  private void smoke(String device) {
    long seconds = Math.max(1, Duration.between(from, to).toSeconds());
    Duration step = Duration.ofSeconds((seconds + STEPS - 1) / STEPS);
    out.println();
    out.println("Smoke of " + device + ", round trips in ms");
    smokeRow("", List.of("count", "loss", "min", "p10", "p25", "median", "p75", "p90", "max"));
    for (SmokeStep is : board.smoke(device, from, to, step)) {
      smokeRow(
          surroundings.clock(is.start()),
          List.of(
              String.valueOf(is.count()),
              Double.isNaN(is.loss()) ? "" : percent(OptionalDouble.of(is.loss())),
              millis(is.min()),
              millis(is.p10()),
              millis(is.p25()),
              millis(is.median()),
              millis(is.p75()),
              millis(is.p90()),
              millis(is.max())));
    }
  }

  private void smokeRow(String start, List<String> cells) {
    StringBuilder line = new StringBuilder("  ").append(Columns.left(start, 10));
    cells.forEach(cell -> line.append(Columns.right(cell, 9)));
    out.println(line);
  }

  private static String millis(double seconds) {
    return Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.2f", seconds * MILLIS);
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f %%", share.getAsDouble() * 100);
  }
}
