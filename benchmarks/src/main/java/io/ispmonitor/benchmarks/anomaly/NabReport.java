package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.benchmarks.anomaly.NabScorer.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Tables of all detectors: {@code NabReport <nab-dir>}, a folder with {@code data} and {@code
 * labels}. One parameter set for all files, one pass over each.
 *
 * <p>{@code best} is with the threshold that is best for these files, {@code fixed} with {@link
 * Rarity#NOTICE}, which is the same for all, and {@code left out} with a threshold for each
 * category that is best for the others. The windows in which the default raised no notice follow.
 */
public final class NabReport {
  /** Named before the files are seen. */
  static final double FIXED = Rarity.NOTICE;

  private NabReport() {}

  /** Prints it. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: NabReport <nab-dir>");
      System.exit(2);
    }
    Corpus corpus = Corpus.read(Path.of(args[0]));
    Detectors detectors = Detectors.builtIn(ZoneOffset.UTC);
    print(
        "| detector | best | threshold | fixed %.1f | left out | found, best | found, fixed"
            + " | false per 10,000, best | fixed |",
        FIXED);
    print("|---|---|---|---|---|---|---|---|---|");
    detectors.names().forEach(name -> print(line(detectors.named(name), corpus)));
    print("%n| detector | bytes a series | ns a sample | ns, 100,000 series in turn |");
    print("|---|---|---|---|");
    detectors.names().forEach(name -> print(cost(detectors.named(name), corpus)));
    print("%nWindows without a notice of '%s':%n", Detectors.DEFAULT);
    print("| file | from | to | highest score |");
    print("|---|---|---|---|");
    corpus.scoredBy(detectors.standard()).forEach(scored -> printMissed(scored, corpus));
  }

  private static void print(String line, Object... values) {
    System.out.println(String.format(Locale.ROOT, line, values));
  }

  static String line(DetectorFactory factory, Corpus corpus) {
    List<Scored> scored = corpus.scoredBy(factory);
    NabScorer scorer = new NabScorer(scored);
    Result best = scorer.best();
    Result fixed = scorer.at(FIXED);
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.3f | %.2f | %.2f | %d of %d | %d | %.1f | %.1f |",
        factory.name(),
        best.score(),
        best.threshold(),
        fixed.score(),
        NabScorer.leavingOut(scored),
        best.found(),
        best.windows(),
        fixed.found(),
        falseAlarms(best),
        falseAlarms(fixed));
  }

  private static double falseAlarms(Result result) {
    return result.rows() == 0 ? 0 : 10_000.0 * result.falseAlarms() / result.rows();
  }

  private static String cost(DetectorFactory factory, Corpus corpus) {
    ManySeries many = ManySeries.of(factory);
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f |",
        factory.name(),
        many.bytes(),
        DetectorSpeed.nanos(factory, corpus),
        many.nanos());
  }

  private static void printMissed(Scored scored, Corpus corpus) {
    List<CsvFile.Row> rows = corpus.named(scored.name()).rows();
    for (Window window : scored.windows()) {
      double highest = scored.highest(window);
      if (highest < FIXED) {
        String from = rows.get(window.first()).timestamp();
        String to = rows.get(window.last()).timestamp();
        print("| %s | %s | %s | %.2f |", scored.name(), from, to, highest);
      }
    }
  }
}
