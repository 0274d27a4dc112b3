package io.ispmonitor.benchmarks.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NabRunnerTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final LocalDateTime BEGIN = LocalDateTime.of(2014, 4, 1, 0, 0);

  @TempDir private Path folder;
  private final List<String> bad = new ArrayList<>();

  private int run(String detector) throws IOException {
    return NabRunner.run(
        folder.resolve("data"),
        folder.resolve("out"),
        Detectors.builtIn(ZoneOffset.UTC).named(detector),
        bad::add);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String noise(int rows, int spike) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("timestamp,value\n");
    for (int i = 0; i < rows; i++) {
      double value = 10 + random.nextGaussian() + (i == spike ? 40 : 0);
      text.append(TIME.format(BEGIN.plusMinutes(5L * i))).append(',').append(value).append('\n');
    }
    return text.toString();
  }

  @Test
  @DisplayName("every file is written again with a score for each row")
  void scores() throws IOException {
    String text = noise(1_000, 700);
    write("data/realThings/one.csv", text);
    write("data/other/two.csv", text);
    assertEquals(2, run("ewma"));
    List<String> in = text.lines().toList();
    List<String> out = Files.readAllLines(folder.resolve("out/realThings/one.csv"));
    assertEquals("timestamp,value,anomaly_score", out.get(0));
    assertEquals(in.size(), out.size());
    for (int i = 1; i < out.size(); i++) {
      assertTrue(out.get(i).startsWith(in.get(i) + ","), out.get(i));
      double score = Double.parseDouble(out.get(i).substring(in.get(i).length() + 1));
      assertEquals(i == 701, score > 0.5, out.get(i));
    }
    assertEquals(out, Files.readAllLines(folder.resolve("out/other/two.csv")));
    assertEquals(List.of(), bad);
  }

  @Test
  @DisplayName("a line that is no row is named with file and number, and the rest is scored")
  void badLines() throws IOException {
    write(
        "data/a/b.csv",
        """
        timestamp,value
        2014-04-01 00:00:00,1
        nonsense

        2014-13-01 00:00:00,2
        2014-04-01 00:05:00,much
        2014-04-01T00:10:00.000000,3\r
        """);
    run("zscore");
    assertEquals(3, bad.size(), bad::toString);
    assertTrue(bad.get(0).contains("b.csv:3: "), bad.get(0));
    assertTrue(bad.get(1).contains("b.csv:5: ") && bad.get(1).contains("2014-13-01"), bad.get(1));
    assertTrue(bad.get(2).contains("b.csv:6: ") && bad.get(2).contains("no number"), bad.get(2));
    assertEquals(
        List.of(
            "timestamp,value,anomaly_score",
            "2014-04-01 00:00:00,1,0.0",
            "2014-04-01 00:05:00,much,0.0",
            "2014-04-01T00:10:00.000000,3,0.0"),
        Files.readAllLines(folder.resolve("out/a/b.csv")));
  }

  @Test
  @DisplayName(
      "a file without names, one of strange bytes and an empty one are read as far as they go")
  void strangeFiles() throws IOException {
    write("data/a/plain.csv", "2014-04-01 00:00:00,1\n2014-04-01 00:05:00,2\n");
    write("data/a/empty.csv", "");
    Files.write(folder.resolve("data/a/bytes.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 10});
    assertEquals(3, run("cusum"));
    assertEquals(3, Files.readAllLines(folder.resolve("out/a/plain.csv")).size());
    assertEquals(1, Files.readAllLines(folder.resolve("out/a/empty.csv")).size());
    assertEquals(1, bad.size(), bad::toString);
    assertTrue(bad.get(0).contains("bytes.csv:1: "), bad.get(0));
  }

  @Test
  @DisplayName("a labelled folder is read with its windows as rows, and makes a line of the report")
  void report() throws IOException {
    write("data/a/spike.csv", noise(1_000, 700));
    write("data/b/quiet.csv", noise(1_000, -1));
    write(
        "labels/combined_windows.json",
        """
        {
         "a/spike.csv": [
          ["2014-04-03 10:00:00.000000",
           "2014-04-03 12:00:00.000000"]
         ],
         "b/quiet.csv": []
        }
        """);
    Corpus corpus = Corpus.read(folder);
    assertEquals(List.of(new Window(696, 720)), corpus.files().get(0).windows());
    assertEquals(List.of(), corpus.files().get(1).windows());
    String line = NabReport.line(Detectors.builtIn(ZoneOffset.UTC).named("ewma"), corpus);
    assertTrue(line.startsWith("| ewma | 9"), line);
    assertTrue(line.contains("| 1 of 1 | 1 | 0.0 | "), line);
  }

  @Test
  @DisplayName("a file without labels is refused by its name")
  void withoutLabels() throws IOException {
    write("data/a/spike.csv", noise(10, -1));
    write("labels/combined_windows.json", "{}");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Corpus.read(folder));
    assertTrue(String.valueOf(refused.getMessage()).contains("'a/spike.csv'"));
  }
}
