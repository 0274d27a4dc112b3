package io.ispmonitor.anomaly;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kinds of detectors, by the names that rules call them by. Immutable. */
public final class Detectors {
  /** The kind to use when nothing special is known about a series. */
  public static final String DEFAULT = "ensemble";

  /** How many samples the window of "zscore" holds: 8 KB. */
  private static final int WINDOW = 1_000;

  /** After how many samples one counts e times less in "ewma". */
  private static final int MEMORY = 100;

  private final SortedMap<String, DetectorFactory> factories;

  private Detectors(SortedMap<String, DetectorFactory> factories) {
    this.factories = factories;
  }

  /**
   * The kinds that come along.
   *
   * @param zone whose hours and days the series follow, with their daylight saving
   */
  public static Detectors builtIn(ZoneId zone) {
    LocalHours local = new LocalHours(zone);
    SortedMap<String, DetectorFactory> all = new TreeMap<>();
    Stream.<DetectorFactory>of(
            new BuiltIn("cusum", Cusum::new),
            new Ensembles(local),
            new BuiltIn("ewma", () -> new EwmaDetector(MEMORY)),
            new BuiltIn("flat-line", FlatLine::new),
            new BuiltIn("rate-of-change", RateOfChange::new),
            new BuiltIn("robust-zscore", RobustZScore::new),
            new BuiltIn("seasonal", () -> new SeasonalBaseline(local)),
            new BuiltIn("zscore", () -> new WindowedZScore(WINDOW)))
        .forEach(factory -> all.put(factory.name(), factory));
    return new Detectors(all);
  }

  /**
   * These kinds and one more.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public Detectors with(DetectorFactory factory) {
    if (factories.containsKey(factory.name())) {
      throw new IllegalArgumentException(
          "there is a detector '" + factory.name() + "' already; give yours another name");
    }
    SortedMap<String, DetectorFactory> more = new TreeMap<>(factories);
    more.put(factory.name(), factory);
    return new Detectors(more);
  }

  /** The names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(factories.keySet());
  }

  /** The kind of the name {@value #DEFAULT}. */
  public DetectorFactory standard() {
    return named(DEFAULT);
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none, with those that are
   */
  public DetectorFactory named(String name) {
    DetectorFactory factory = factories.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "there is no detector '" + name + "'; there are " + String.join(", ", names()));
    }
    return factory;
  }
}
