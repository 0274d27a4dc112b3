package io.ispmonitor.telemetry;

import io.ispmonitor.metric.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that is counted or measured, as it is at one moment. Immutable. Names and labels are as
 * Prometheus has them, so that they can be taken over as they are.
 *
 * @param name lower case words joined by underscores, with the unit at the end; a counter's ends in
 *     {@code _total}
 * @param kind how the points are to be read
 * @param unit the unit of every point
 * @param help what it is, in a sentence
 * @param labels the names of the labels that every point has
 * @param points the values, each with labels of its own
 */
public record Meter(
    String name, Kind kind, Unit unit, String help, List<String> labels, List<Point> points) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

  /** How the points of a meter are to be read. */
  public enum Kind {
    /** A total that only grows, until the monitor starts anew. */
    COUNTER,
    /** A level that goes up and down. */
    GAUGE,
    /** Values counted in buckets. */
    HISTOGRAM
  }

  /** Copies the lists and checks names, labels and points. */
  public Meter {
    check(NAME.matcher(name).matches(), name, "a name has letters, digits and _ alone");
    check(
        (kind == Kind.COUNTER) == name.endsWith("_total"),
        name,
        "a counter's name ends in _total, and no other's");
    labels = List.copyOf(labels);
    points = List.copyOf(points);
    for (String label : labels) {
      boolean isGood = LABEL.matcher(label).matches() && !label.equals("le");
      check(isGood, name, "'" + label + "' cannot be the name of a label");
    }
    check(new HashSet<>(labels).size() == labels.size(), name, "two labels have one name");
    Set<List<String>> seen = new HashSet<>();
    for (Point point : points) {
      check(
          point instanceof Point.Distribution == (kind == Kind.HISTOGRAM),
          name,
          "distributions belong to a histogram, and to it alone");
      check(
          point.labels().size() == labels.size(),
          name,
          "a point has " + point.labels() + " for the labels " + labels);
      check(seen.add(point.labels()), name, "two points have the labels " + point.labels());
    }
  }

  private static void check(boolean holds, String name, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException("meter '" + name + "': " + sentence);
    }
  }
}
