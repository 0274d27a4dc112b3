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

  @Test
  @DisplayName("whatever stands in a file, it is read or refused with a reason")
  void garbage() {
    List<String> words =
        List.of(
            "profile",
            "p",
            "q",
            "\"T\"",
            "table",
            "end",
            "gauge",
            "counter",
            "state",
            "share",
            "count",
            "name",
            "mac",
            "index",
            "0",
            "1",
            "-1",
            "1e99",
            "1/3",
            "1/0",
            "if.in",
            "if.speed",
            "power.voltage",
            "1.3.6",
            "x.1",
            "oid",
            "x",
            "metric",
            "m",
            "V",
            "rate",
            "scale",
            "offset",
            "over",
            "narrow",
            "ceiling",
            "where",
            "1.3=1",
            "novalue",
            "1,2",
            "least",
            "most",
            "firmware",
            "1..2",
            "..",
            "\"(a)\"",
            "(",
            "every",
            "5m",
            "source",
            "mib",
            "include",
            "system",
            "match",
            "quirk",
            "no-bulk",
            "1=up,2=down",
            "=",
            "#",
            "\"",
            ",",
            "comes-and-goes",
            "discontinuity",
            "\ud800",
            "\0",
            "99999999999999999999");
    Random random = new Random(20_261_122);
    int read = 0;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(8); line >= 0; line--) {
        for (int word = random.nextInt(7); word >= 0; word--) {
          text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        text.append('\n');
      }
      read += isRead(text.toString()) ? 1 : 0;
    }
    assertTrue(read < 2_000, "nothing was refused");
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
