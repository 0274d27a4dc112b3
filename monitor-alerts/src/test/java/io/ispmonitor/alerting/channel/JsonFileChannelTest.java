package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileChannelTest {
  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("alerts");
  }

  private JsonFileChannel channel(int most) {
    return new JsonFileChannel("file", directory(), most);
  }

  private static Notice about(String id) {
    return Notices.about("n-" + id, Notices.alert(id).build());
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The ids in the index, each line of which names a file that is there. */
  private List<String> index() throws IOException {
    return Files.readAllLines(directory().resolve(AlertIndex.FILE)).stream()
        .map(this::indexed)
        .toList();
  }

  private String indexed(String line) {
    try {
      Map<String, Object> read = Json.object(line);
      assertTrue(Files.exists(directory().resolve(String.valueOf(read.get("file")))), line);
      return String.valueOf(read.get("id"));
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private Map<String, Object> read(String id) throws IOException {
    return Json.object(Files.readString(directory().resolve(AlertFileName.of(id))));
  }

  @Test
  @DisplayName("each alert has a file of its own and a line in the index")
  void oneFileEach() throws Exception {
    Notice notice =
        Notices.about("n-1", Notices.alert("a-1").build(), Notices.alert("a-2").build());

    assertEquals(DeliveryResult.delivered(), channel(10).deliver(notice));

    assertEquals(List.of("a-1", "a-2"), index());
    assertEquals(3, files().size());
    assertEquals("n-1", read("a-2").get("notice"));
    assertEquals("tower-7", Json.in(read("a-2"), "alert").get("source"));
  }

  @Test
  @DisplayName("an alert that has changed replaces its file, and is the newest in the index")
  void changed() throws Exception {
    JsonFileChannel channel = channel(10);
    channel.deliver(about("a-1"));
    channel.deliver(about("a-2"));
    Alert over = Notices.alert("a-1").resolved(Notices.NOON, "answers again").build();

    channel.deliver(Notices.about("n-3", over));

    assertEquals(List.of("a-2", "a-1"), index());
    assertEquals("resolved", Json.in(read("a-1"), "alert").get("status"));
  }

  @Test
  @DisplayName("of too many alerts the oldest go, also those of an earlier run")
  void rotation() throws Exception {
    JsonFileChannel before = channel(3);
    for (int i = 0; i < 5; i++) {
      before.deliver(about("a-" + i));
    }
    assertEquals(List.of("a-2", "a-3", "a-4"), index());

    channel(3).deliver(about("a-5"));

    assertEquals(List.of("a-3", "a-4", "a-5"), index());
    assertEquals(4, files().size());
  }

  @Test
  @DisplayName("an index that was damaged names no file outside, and files it lacks are found")
  void damagedIndex() throws Exception {
    channel(10).deliver(about("a-1"));
    Path outside = Files.writeString(parent.resolve("outside.json"), "{}");
    String damaged =
        """
        {"file":"../outside.json"}
        nonsense
        {"file":"alert-
        [1]
        {"file":["x"]}
        \u00ff
        """;
    Files.writeString(directory().resolve(AlertIndex.FILE), damaged, StandardCharsets.ISO_8859_1);

    channel(1).deliver(about("a-2"));

    assertEquals(List.of("a-2"), index());
    assertFalse(Files.exists(directory().resolve(AlertFileName.of("a-1"))), "it was the oldest");
    assertTrue(Files.exists(outside));
  }

  @Test
  @DisplayName("hostile ids make names of safe characters within the directory, each its own")
  void hostileIds() throws Exception {
    JsonFileChannel channel = channel(100);
    List<String> ids =
        List.of(
            "../../../etc/passwd",
            "..",
            "/",
            "\\",
            "CON",
            "con",
            "a\u0000b",
            "é",
            "😀",
            "x".repeat(500));
    for (String id : ids) {
      channel.deliver(about(id));
    }
    channel.deliver(Notices.hostile());

    Set<String> files = files();
    assertEquals(ids.size() + 1, files.size(), "the hostile notice has the first id as well");
    assertTrue(
        files.stream().allMatch(file -> file.matches("[A-Za-z0-9-]{1,70}\\.jsonl?")),
        files::toString);
    try (Stream<Path> beside = Files.list(parent)) {
      assertEquals(1, beside.count());
    }
  }

  @Test
  @DisplayName("what cannot be written is tried later, and is whole then")
  void unwritable() throws Exception {
    JsonFileChannel channel = channel(10);
    Path obstacle = directory().resolve(AlertIndex.FILE + ".tmp").resolve("obstacle");
    Files.createDirectories(obstacle);

    assertInstanceOf(DeliveryResult.TryLater.class, channel.deliver(about("a-1")));
    Files.delete(obstacle);

    assertEquals(DeliveryResult.delivered(), channel.deliver(about("a-1")));
    assertEquals(List.of("a-1"), index());
  }

  @Test
  @DisplayName("while the index cannot be written, no more files are kept than allowed")
  void unwritableIndex() throws Exception {
    JsonFileChannel channel = channel(3);
    Path obstacle = directory().resolve(AlertIndex.FILE + ".tmp").resolve("obstacle");
    Files.createDirectories(obstacle);
    for (int i = 0; i < 9; i++) {
      assertInstanceOf(DeliveryResult.TryLater.class, channel.deliver(about("a-" + i)));
    }
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());
    assertEquals(3, files().size());

    channel.deliver(about("a-9"));

    assertEquals(List.of("a-7", "a-8", "a-9"), index());
    assertEquals(4, files().size());
  }

  @Test
  @DisplayName("an index that names files that are gone is put right")
  void filesGone() throws Exception {
    channel(3)
        .deliver(Notices.about("n-1", Notices.alert("a").build(), Notices.alert("b").build()));
    Files.delete(directory().resolve(AlertFileName.of("a")));

    channel(3).deliver(about("c"));

    assertEquals(List.of("b", "c"), index());
  }

  @Test
  @DisplayName("what could not be written leaves nothing behind")
  void nothingBehind() throws Exception {
    Path obstacle = directory().resolve(AlertFileName.of("a-1"));
    Files.createDirectories(obstacle.resolve("not empty"));

    assertInstanceOf(DeliveryResult.TryLater.class, channel(3).deliver(about("a-1")));

    assertEquals(Set.of(AlertFileName.of("a-1")), files());
  }

  @Test
  @DisplayName("where the directory cannot be made, it is tried later")
  void noDirectory() throws Exception {
    Files.writeString(directory(), "a file is in the way");

    DeliveryResult.TryLater later =
        assertInstanceOf(DeliveryResult.TryLater.class, channel(10).deliver(about("a-1")));

    assertTrue(later.reason().contains(directory().toString()), later.reason());
  }

  @Test
  @DisplayName("a link that waits where a file is made is not followed")
  void plantedLink() throws Exception {
    Path victim = Files.writeString(parent.resolve("victim"), "precious");
    Files.createDirectories(directory());
    Files.createSymbolicLink(directory().resolve(AlertFileName.of("a-1") + ".tmp"), victim);
    Files.createSymbolicLink(directory().resolve(AlertFileName.of("a-1")), victim);

    channel(10).deliver(about("a-1"));

    assertEquals("precious", Files.readString(victim));
    assertEquals("n-a-1", read("a-1").get("notice"));
  }

  @Test
  @DisplayName("a notice without alerts leaves no file")
  void noAlerts() throws Exception {
    channel(10).deliver(Notices.about("n-1"));

    assertEquals(Set.of(AlertIndex.FILE), files());
  }

  @Test
  @DisplayName("who is interrupted says so, and what was there stays")
  void interrupted() throws Exception {
    JsonFileChannel channel = channel(10);
    channel.deliver(about("a-1"));
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> channel.deliver(about("a-1")));

    assertEquals(List.of("a-1"), index());
  }

  @Test
  @DisplayName("the factory wants a directory")
  void factory() {
    JsonFileChannelFactory factory = new JsonFileChannelFactory();
    ChannelSettings none = new ChannelSettings("f", Map.of(), Map.of());
    ChannelSettings odd = new ChannelSettings("f", Map.of("directory", "a\0b"), Map.of());
    ChannelSettings good = new ChannelSettings("f", Map.of("directory", "x"), Map.of());

    assertEquals("JsonFileChannel[f x]", factory.create("f", good).toString());
    assertThrows(IllegalArgumentException.class, () -> factory.create("f", none));
    assertThrows(IllegalArgumentException.class, () -> factory.create("f", odd));
  }
}
