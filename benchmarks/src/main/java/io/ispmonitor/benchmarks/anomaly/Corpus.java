package io.ispmonitor.benchmarks.anomaly;

import io.ispmonitor.anomaly.DetectorFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled files of the benchmark: {@code data/<category>/<file>.csv} and {@code
 * labels/combined_windows.json}.
 */
record Corpus(List<Labelled> files) {

  /** A file and where its anomalies are. */
  record Labelled(String name, List<CsvFile.Row> rows, List<Window> windows) {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if a line cannot be read
   */
  static Corpus read(Path folder) throws IOException {
    Path data = folder.resolve("data");
    NabLabels labels = NabLabels.read(folder.resolve("labels/combined_windows.json"));
    List<Labelled> files = new ArrayList<>();
    for (String name : CsvFile.names(data)) {
      List<CsvFile.Row> rows = CsvFile.read(data.resolve(name), Corpus::refuse);
      files.add(new Labelled(name, rows, labels.windows(name, rows)));
    }
    return new Corpus(List.copyOf(files));
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }

  /** The file of a name. */
  Labelled named(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow();
  }

  /** The scores of a detector, a new one for each file. */
  List<Scored> scoredBy(DetectorFactory factory) {
    return files.stream()
        .map(
            file ->
                new Scored(
                    file.name(), file.windows(), Feeding.scores(factory.create(), file.rows())))
        .toList();
  }
}
