package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Kind;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Scenario;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the detectors find in the series of a simulated provider: {@code ProviderReport [seeds]
 * [first]}. Each detector is judged at the threshold at which it raises one false alarm for each
 * series and month, and the default also at its own.
 */
public final class ProviderReport {
  private static final int SEEDS = 100;
  private static final double ALLOWED = 1;
  private static final double STEP = 0.01;

  /** Whose clock changes when that of the series with {@link Kind#CLOCK_CHANGE} does. */
  private static final ZoneId SAME_CLOCK = ZoneId.of("Europe/London");

  private final Detectors detectors = Detectors.builtIn(ZoneOffset.UTC);
  private final Map<String, ProviderFindings> findings = new TreeMap<>();
  private final ProviderFindings clockKnown = new ProviderFindings();

  private ProviderReport(int first, int seeds) {
    detectors.names().forEach(name -> findings.put(name, new ProviderFindings()));
    for (Kind kind : Kind.values()) {
      for (int seed = first; seed < first + seeds; seed++) {
        add(ProviderScenarios.of(kind, seed));
      }
    }
  }

  private void add(Scenario scenario) {
    findings.forEach((name, found) -> found.add(scenario, detectors.named(name).create()));
    if (scenario.kind() == Kind.CLOCK_CHANGE) {
      clockKnown.add(scenario, Detectors.builtIn(SAME_CLOCK).standard().create());
    }
  }

  /** Prints it. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : SEEDS;
    int first = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    ProviderReport report = new ProviderReport(first, seeds);
    report.printDetectors();
    report.printKinds();
    report.printDefault();
    report.printThresholds();
  }

  private static void print(String line, Object... values) {
    System.out.println(String.format(Locale.ROOT, line, values));
  }

  private static String named(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static double allowed(ProviderFindings found) {
    double threshold = ProviderAlarms.LEAST;
    while (threshold < 1 && found.at(threshold).falseAMonth() > ALLOWED) {
      threshold += STEP;
    }
    return threshold;
  }

  private ProviderFindings standard() {
    return Objects.requireNonNull(findings.get(Detectors.DEFAULT), Detectors.DEFAULT);
  }

  private void printDetectors() {
    print(
        "| detector | threshold | found | recall | recall of faults | precision | half within"
            + " | 90 %% within | false a month | samples of them |");
    print("|---|---|---|---|---|---|---|---|---|---|");
    findings.forEach(
        (name, found) -> {
          double threshold = allowed(found);
          ProviderTally all = found.at(threshold);
          print(
              "| %s | %.2f | %d of %d | %.0f %% | %.0f %% | %.0f %% | %.1f h | %.1f h | %.2f | %.1f |",
              name,
              threshold,
              all.found(),
              all.anomalies(),
              all.recall(),
              found.faultsAt(threshold).recall(),
              all.precision(),
              all.delayHours(0.5),
              all.delayHours(0.9),
              all.falseAMonth(),
              all.falseSamplesAMonth());
        });
  }

  private void printKinds() {
    print("%nOf 100 anomalies of a kind, found by each at the same thresholds:%n");
    print(
        "| detector | %s |",
        Arrays.stream(Kind.values()).map(ProviderReport::named).collect(Collectors.joining(" | ")));
    print("|---|---|---|---|---|---|---|---|---|---|");
    findings.forEach(
        (name, found) -> {
          double threshold = allowed(found);
          print(
              "| %s | %s |",
              name,
              Arrays.stream(Kind.values())
                  .map(kind -> String.format("%.0f", found.at(threshold, kind).recall()))
                  .collect(Collectors.joining(" | ")));
        });
  }

  private void printDefault() {
    ProviderFindings found = standard();
    print("%n%s at %.2f:%n", Detectors.DEFAULT, Rarity.ALARM);
    print("| kind | found | recall | precision | half within | 90 %% within | false a month |");
    print("|---|---|---|---|---|---|---|");
    Map<Kind, ProviderTally> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, found.at(Rarity.ALARM, kind));
    }
    kinds.forEach((kind, tally) -> printLine(named(kind), tally));
    printLine("faults", found.faultsAt(Rarity.ALARM));
    printLine("all", found.at(Rarity.ALARM));
    printLine("clock change, zone known", clockKnown.at(Rarity.ALARM));
  }

  private static void printLine(String name, ProviderTally tally) {
    print(
        "| %s | %d of %d | %.0f %% | %.0f %% | %.1f h | %.1f h | %.2f |",
        name,
        tally.found(),
        tally.anomalies(),
        tally.recall(),
        tally.precision(),
        tally.delayHours(0.5),
        tally.delayHours(0.9),
        tally.falseAMonth());
  }

  private void printThresholds() {
    ProviderFindings found = standard();
    print("%n%s by threshold:%n", Detectors.DEFAULT);
    print("| threshold | recall | recall of faults | precision | false a month |");
    print("|---|---|---|---|---|");
    for (double threshold : new double[] {0.30, 0.34, 0.36, 0.38, 0.40, 0.42, 0.46, 0.50, 0.60}) {
      ProviderTally all = found.at(threshold);
      print(
          "| %.2f | %.0f %% | %.0f %% | %.0f %% | %.2f |",
          threshold,
          all.recall(),
          found.faultsAt(threshold).recall(),
          all.precision(),
          all.falseAMonth());
    }
  }
}
