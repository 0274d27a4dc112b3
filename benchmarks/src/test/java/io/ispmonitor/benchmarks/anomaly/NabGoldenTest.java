package io.ispmonitor.benchmarks.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Published detectors get their published scores, where the environment variable {@code NAB_DATA}
 * names a folder with {@code data}, {@code labels} and {@code golden}.
 */
class NabGoldenTest {

  @ParameterizedTest
  @CsvSource({"windowedGaussian, 47.35", "relativeEntropy, 56.20", "randomCutForest, 51.97"})
  @DisplayName("the scores that a published detector gave come out as known")
  void golden(String detector, double expected) throws IOException {
    Path nab = folder();
    List<Scored> scored =
        Corpus.read(nab).files().stream()
            .map(file -> scored(nab.resolve("golden").resolve(detector), file))
            .toList();
    NabScorer scorer = new NabScorer(scored);
    NabScorer.Result best = scorer.best();
    assertEquals(expected, best.score(), 0.01);
    assertEquals(best.score(), scorer.at(best.threshold()).score(), 1e-9);
  }

  @Test
  @DisplayName(
      "the default reaches 58 with the best threshold and 50 with the one fixed in advance")
  void goals() throws IOException {
    DetectorFactory standard = Detectors.builtIn(ZoneOffset.UTC).standard();
    NabScorer scorer = new NabScorer(Corpus.read(folder()).scoredBy(standard));
    assertTrue(scorer.best().score() >= 58, () -> scorer.best().toString());
    assertTrue(scorer.at(NabReport.FIXED).score() >= 50, () -> scorer.best().toString());
  }

  private static Path folder() {
    String folder = System.getenv("NAB_DATA");
    Assumptions.assumeTrue(folder != null, "NAB_DATA names no folder");
    return Path.of(String.valueOf(folder));
  }

  private static Scored scored(Path folder, Corpus.Labelled file) {
    Path path = folder.resolve(file.name() + ".gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      double[] scores =
          lines
              .lines()
              .skip(1)
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
              .toArray();
      assertEquals(file.rows().size(), scores.length, path.toString());
      return new Scored(file.name(), file.windows(), scores);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
