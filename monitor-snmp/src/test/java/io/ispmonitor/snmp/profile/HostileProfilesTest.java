package io.ispmonitor.snmp.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileProfilesTest {
  @TempDir Path directory;
  private Written written = new Written(Path.of("."));

  @BeforeEach
  void setUp() {
    written = new Written(directory);
  }

  @Test
  @DisplayName("a line of a megabyte is refused without being shown")
  void longLine() {
    assertEquals(
        List.of("2: the line has 1000000 characters, 2000 are the most; divide it"),
        written.mistakes("# x", "x".repeat(1_000_000)));
  }

  @Test
  @DisplayName("a file that is too long, in bytes or in lines, is refused")
  void longFile() {
    assertEquals(
        List.of(" the file has more than 1048576 bytes; divide it into several"),
        written.mistakes("#".repeat(2_000_000)));
    assertEquals(
        List.of(" the file has more than 20000 lines; divide it into several"),
        written.mistakes("\n".repeat(20_001)));
  }

  @Test
  @DisplayName("control characters and bytes that are no UTF-8 are refused")
  void notText() {
    assertEquals(
        List.of("1: character 8 is a control character (code 0); write plain text"),
        written.mistakes("profile\0 x"));
    assertEquals(
        List.of("x.profile: the file is not text in UTF-8; save it so"),
        written.mistakes(written.file("x.profile", new byte[] {'#', (byte) 0xc3, '\n'})));
  }

  @Test
  @DisplayName("a word that turns the direction of writing or is very long is shown harmlessly")
  void shown() {
    assertEquals(
        List.of("1: unknown keyword 'a\u00b7b' here; known are metric, oid, profile"),
        written.mistakes("a\u202eb"));
    assertTrue(written.mistakes("y".repeat(1_999)).get(0).length() < 150);
  }

  @Test
  @DisplayName("what editors of other systems put into files is no mistake")
  void editors() {
    assertNotNull(
        written.read("\ufeff# mine\r", "profile p \"P\"\r", "\tinclude system\r").named("p"));
  }

  @Test
  @DisplayName("includes a thousand deep are merged or refused, but never too deep for the thread")
  void deep() {
    assertEquals(1, written.read(chain(900)).forName("p0", "").items().size());
    assertEquals(
        List.of("profiles: there are 1121, 1000 are the most; leave some out"),
        written.mistakes(chain(1_100)));
  }

  private static String[] chain(int length) {
    return IntStream.range(0, length)
        .mapToObj(
            i ->
                "profile p%d \"P\"\ninclude %s"
                    .formatted(i, i == length - 1 ? "system" : "p" + (i + 1)))
        .toArray(String[]::new);
  }

  @Test
  @DisplayName("profiles that include each other in every way are merged once each")
  void broad() {
    String[] lines =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "profile p%d \"P\"\ninclude system%s"
                        .formatted(
                            i,
                            IntStream.range(i + 1, 60)
                                .mapToObj(j -> " p" + j)
                                .reduce("", String::concat)))
            .toArray(String[]::new);
    assertEquals(1, written.read(lines).forName("p0", "").items().size());
  }

  @Test
  @DisplayName("very many mistakes are told up to a limit")
  void many() {
    assertEquals(1_000, written.mistakes("x\n".repeat(5_000)).size());
  }

  /** Lines that are right in some place, and of which some words are changed for others. */
  private static final List<String> LINES =
      List.of(
          "metric m V 0.1",
          "metric r bit/s 1 rate",
          "oid x 1.3.6",
          "profile p \"P\"",
          "profile q \"Q\"",
          "include p",
          "match x.1 1.3.7",
          "firmware \"v([0-9.]+)\"",
          "quirk no-bulk",
          "source mib \"M\"",
          "gauge m x.1 scale 1/3 offset 1e99 over x.2 novalue 1,-2 least -1 most 1 every 5m",
          "gauge m x.1 firmware 1..2 # comment",
          "table t",
          "name mac 0",
          "comes-and-goes",
          "count m",
          "discontinuity x.4",
          "counter r x.3 narrow x.4 ceiling m",
          "gauge m x.5 where x.1=1,2 decimals x.6 prefix x.7",
          "state m x.1 1=up,2=\"not up\"",
          "share m r over m",
          "end",
          "\"",
          "1/0 = , NaN 99999999999999999999 \ud800 \0 ..");

  @Test
  @DisplayName("whatever stands in a file, it is read or refused with a reason")
  void garbage() {
    Random random = new Random(20_261_122);
    int read = 0;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text =
          new StringBuilder("metric m V 0.1\nmetric r bit/s 1 rate\noid x 1.3.6\n");
      text.append("profile a \"A\"\n");
      for (int line = random.nextInt(6); line >= 0; line--) {
        for (String word : any(LINES, random).split(" ", -1)) {
          String other = any(List.of(any(LINES, random).split(" ", -1)), random);
          text.append(random.nextInt(12) == 0 ? other : word).append(' ');
        }
        text.append('\n');
      }
      read += isRead(text.toString()) ? 1 : 0;
    }
    assertTrue(read > 40 && read < 1_960, read + " of 2,000 were read");
  }

  private static String any(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Without the built-in ones, which would be checked each time. */
  private static boolean isRead(String text) {
    Problems problems = new Problems();
    Places places = new Places();
    SourceFile file = SourceFile.of("garbage", text.getBytes(StandardCharsets.UTF_8), problems);
    Vocabulary metrics = new Vocabulary();
    var profiles = new ProfileReader(metrics, places, problems).read(List.of(file));
    new ProfileChecks(profiles, places, problems).run();
    try {
      problems.refuseAny();
      profiles.values().forEach(profile -> new Family(profile, profiles).on("a"));
      return true;
    } catch (ProfileException e) {
      return e.problems().isEmpty();
    }
  }
}
