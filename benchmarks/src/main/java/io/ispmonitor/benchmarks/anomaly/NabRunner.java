package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * Scores every file of a folder: {@code NabRunner <data-dir> <out-dir> [detector]} reads {@code
 * <data-dir>/<category>/<file>.csv} and writes {@code <out-dir>/<category>/<file>.csv} with {@code
 * timestamp,value,anomaly_score}. Lines it cannot read are named with file and number.
 */
public final class NabRunner {
  private NabRunner() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 3) {
      System.err.println("usage: NabRunner <data-dir> <out-dir> [detector]");
      System.exit(2);
    }
    Detectors known = Detectors.builtIn(ZoneOffset.UTC);
    DetectorFactory factory = args.length == 3 ? known.named(args[2]) : known.standard();
    int files = run(Path.of(args[0]), Path.of(args[1]), factory, System.err::println);
    System.out.println(files + " files scored by " + factory.name());
  }

  /** Scores the files of a folder; returns how many. */
  static int run(Path data, Path out, DetectorFactory factory, Consumer<String> bad)
      throws IOException {
    List<String> names = CsvFile.names(data);
    for (String name : names) {
      List<CsvFile.Row> rows = CsvFile.read(data.resolve(name), bad);
      CsvFile.write(out.resolve(name), rows, Feeding.scores(factory.create(), rows));
    }
    return names.size();
  }
}
