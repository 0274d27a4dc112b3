package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Kind;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Draws what each detector is good at, and what the default makes of each kind of anomaly: {@code
 * ProviderPictures <folder>}. Of the series of a kind the first is drawn that shows it.
 */
public final class ProviderPictures {
  private static final int SEEDS = 100;

  /**
   * A picture to draw.
   *
   * @param missed whether it is to show an anomaly that is not found
   */
  private record Wanted(String detector, Kind kind, double threshold, boolean missed) {
    String file() {
      return (detector + "-" + kind).toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
    }

    String title() {
      return detector + ": " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final List<Wanted> WANTED =
      List.of(
          new Wanted("zscore", Kind.ANTENNA_MISALIGNED, 0.43, false),
          new Wanted("robust-zscore", Kind.ANTENNA_MISALIGNED, 0.45, false),
          new Wanted("ewma", Kind.TRAFFIC_DOUBLED, 0.45, false),
          new Wanted("cusum", Kind.LOSS_BURST, 0.40, false),
          new Wanted("rate-of-change", Kind.TRAFFIC_GONE, 0.44, false),
          new Wanted("flat-line", Kind.SENSOR_STUCK, 0.30, false),
          new Wanted("seasonal", Kind.TRAFFIC_GONE, 0.44, false),
          ensemble(Kind.LATENCY_CREEP, false),
          ensemble(Kind.LOSS_BURST, false),
          ensemble(Kind.TRAFFIC_GONE, false),
          ensemble(Kind.TRAFFIC_DOUBLED, false),
          ensemble(Kind.ANTENNA_MISALIGNED, false),
          ensemble(Kind.BATTERY_SAGGING, false),
          ensemble(Kind.SENSOR_STUCK, false),
          ensemble(Kind.HOLIDAY, false),
          ensemble(Kind.CLOCK_CHANGE, true));

  private final Detectors detectors = Detectors.builtIn(ZoneOffset.UTC);

  private static Wanted ensemble(Kind kind, boolean missed) {
    return new Wanted(Detectors.DEFAULT, kind, Rarity.ALARM, missed);
  }

  /** Draws them. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: ProviderPictures <folder>");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Wanted wanted : WANTED) {
      String picture = new ProviderPictures().draw(wanted);
      Files.writeString(folder.resolve(wanted.file()), picture);
    }
    System.out.println(WANTED.size() + " pictures in " + folder);
  }

  private String draw(Wanted wanted) {
    JudgedSeries series =
        IntStream.range(0, SEEDS)
            .mapToObj(seed -> judged(wanted, ProviderScenarios.of(wanted.kind(), seed)))
            .filter(judged -> wanted.missed() ? judged.told().isEmpty() : judged.found())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no series shows " + wanted));
    return new SeriesPicture(series).draw(wanted.title(), unit(wanted.kind()));
  }

  private JudgedSeries judged(Wanted wanted, Scenario scenario) {
    return new JudgedSeries(
        scenario,
        detectors.named(wanted.detector()).create(),
        wanted.threshold(),
        size(wanted.kind()));
  }

  private static String unit(Kind kind) {
    return switch (kind) {
      case LATENCY_CREEP -> "ms";
      case LOSS_BURST -> "%";
      case TRAFFIC_GONE, TRAFFIC_DOUBLED, CLOCK_CHANGE, HOLIDAY -> "Mbit/s";
      case ANTENNA_MISALIGNED -> "dBm";
      case BATTERY_SAGGING -> "V";
      case SENSOR_STUCK -> "°C";
    };
  }

  private static double size(Kind kind) {
    return unit(kind).startsWith("M") ? 1e6 : 1;
  }
}
