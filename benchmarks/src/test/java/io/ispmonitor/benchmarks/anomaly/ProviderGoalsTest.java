package io.ispmonitor.benchmarks.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.anomaly.Rarity;
import io.ispmonitor.benchmarks.anomaly.ProviderScenarios.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderGoalsTest {
  private static final int SEEDS = 5;
  private static final int UNSEEN = 2_000;
  private static final int LARGEST = 60_000;

  private final DetectorFactory standard = Detectors.builtIn(ZoneOffset.UTC).standard();

  @Test
  @DisplayName("the default finds 90 % at a false alarm a month, on seeds nobody tuned it for")
  void goals() {
    ProviderFindings found = new ProviderFindings();
    for (Kind kind : Kind.values()) {
      for (int seed = UNSEEN; seed < UNSEEN + SEEDS; seed++) {
        found.add(ProviderScenarios.of(kind, seed), standard.create());
      }
    }
    ProviderTally faults = found.faultsAt(Rarity.ALARM);
    assertEquals(7 * 2 * SEEDS, faults.anomalies());
    assertTrue(faults.recall() >= 90, () -> "recall of faults " + faults.recall());
    ProviderTally all = found.at(Rarity.ALARM);
    assertTrue(all.recall() >= 85, () -> "recall " + all.recall());
    assertTrue(all.falseAMonth() <= 1, () -> "false alarms a month " + all.falseAMonth());
    assertTrue(all.falseSamplesAMonth() <= 1.2, () -> "samples " + all.falseSamplesAMonth());
  }

  @Test
  @DisplayName("a threshold that nothing reaches finds nothing and tells nothing")
  void nothing() {
    ProviderFindings found = new ProviderFindings();
    found.add(ProviderScenarios.of(Kind.LOSS_BURST, 1), standard.create());
    ProviderTally tally = found.at(1.1);
    assertEquals(0, tally.found());
    assertEquals(0, tally.falseAMonth());
    assertEquals(2, tally.anomalies());
    assertTrue(Double.isNaN(tally.delayHours(0.5)));
  }

  @Test
  @DisplayName("the pictures are drawn anew as they stand in the documents, light and well formed")
  void pictures(@TempDir Path folder) throws Exception {
    ProviderPictures.main(new String[] {folder.toString()});
    Path documents = Path.of("..", "docs", "pictures");
    List<Path> drawn = files(folder);
    assertEquals(16, drawn.size());
    for (Path picture : drawn) {
      String name = picture.getFileName().toString();
      assertTrue(Files.size(picture) < LARGEST, name);
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
      assertEquals(Files.readString(documents.resolve(name)), Files.readString(picture), name);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
