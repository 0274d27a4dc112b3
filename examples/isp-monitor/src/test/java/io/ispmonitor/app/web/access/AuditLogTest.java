package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.health.HealthStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path directory;

  private static AuditEntry entry(String detail) {
    return new AuditEntry(
        Instant.parse("2026-01-01T00:00:00Z"), "vera", "admin", "192.0.2.1", "ask", "r1", detail);
  }

  @Test
  @DisplayName("each entry is a line of its own, whatever is in it")
  void lines() throws IOException {
    Path file = directory.resolve("audit.jsonl");
    AuditLog log = new AuditLog(file);
    log.add(entry("one\n{\"at\":\"forged\"}\r\u2028\u202e"));
    log.add(entry("x".repeat(2_000)));
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertFalse(lines.get(0).contains("\"forged\""), lines.get(0));
    assertEquals(500, log.newestFirst().get(0).detail().length());
  }

  @Test
  @DisplayName("the file is its owner's alone, also one that was there and open to all")
  void permissions() throws IOException {
    Path file = directory.resolve("audit.jsonl");
    Files.writeString(file, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    AuditLog log = new AuditLog(file, 1_000, 3);
    for (int i = 0; i < 20; i++) {
      log.add(entry("n" + i));
    }
    for (String name : List.of("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))),
          name);
    }
  }

  @Test
  @DisplayName("files have a size, and only so many are kept")
  void turnsOver() throws IOException {
    Path file = directory.resolve("audit.jsonl");
    AuditLog log = new AuditLog(file, 1_000, 3);
    for (int i = 0; i < 100; i++) {
      log.add(entry("n" + i));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(3, files.count());
    }
    for (int number = 1; number < 3; number++) {
      assertTrue(Files.size(directory.resolve("audit.jsonl." + number)) <= 1_000);
    }
    assertTrue(Files.readString(file).contains("\"n99\""));
    assertEquals(100, log.newestFirst().size());
  }

  @Test
  @DisplayName("after a restart what was done before is shown, over all files, in its order")
  void reads() throws IOException {
    Path file = directory.resolve("audit.jsonl");
    AuditLog before = new AuditLog(file, 1_000, 4);
    for (int i = 0; i < 100; i++) {
      before.add(entry("n" + i));
    }
    Files.writeString(file, "{\"at\":\"2026-01", StandardOpenOption.APPEND);
    List<AuditEntry> entries = new AuditLog(file, 1_000, 4).newestFirst();
    assertTrue(entries.size() > 15, entries::toString);
    for (int i = 0; i < entries.size(); i++) {
      assertEquals("n" + (99 - i), entries.get(i).detail());
    }
  }

  @Test
  @DisplayName("of a huge file only the end is read")
  void huge() throws IOException {
    Path file = directory.resolve("audit.jsonl");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 3L << 30); // sparse
    }
    new AuditLog(file, 8L << 30, 2).add(entry("last"));
    assertEquals("last", new AuditLog(file, 8L << 30, 2).newestFirst().get(0).detail());
  }

  @Test
  @DisplayName("a link that leads elsewhere is not followed")
  void link() throws IOException {
    Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "");
    Path file = Files.createSymbolicLink(directory.resolve("audit.jsonl"), elsewhere);
    AuditLog log = new AuditLog(file);
    log.add(entry("kept"));
    assertEquals("", Files.readString(elsewhere));
    assertEquals(HealthStatus.DEGRADED, log.health().status());
  }

  @Test
  @DisplayName("what cannot be written is still in memory")
  void unwritable() {
    AuditLog log = new AuditLog(directory.resolve("none").resolve("audit.jsonl"));
    log.add(entry("kept"));
    assertEquals("kept", log.newestFirst().get(0).detail());
    assertEquals(HealthStatus.DEGRADED, log.health().status());
    assertTrue(log.health().detail().contains("since 2026-01-01T00:00:00Z"));
    assertEquals(HealthStatus.HEALTHY, new AuditLog(null).health().status());
  }

  @Test
  @DisplayName("memory holds the last ten thousand")
  void bounded() {
    AuditLog log = new AuditLog(null);
    for (int i = 0; i <= 10_000; i++) {
      log.add(entry("n" + i));
    }
    List<AuditEntry> entries = log.newestFirst();
    assertEquals(10_000, entries.size());
    assertEquals("n10000", entries.get(0).detail());
    assertEquals("n1", entries.get(9_999).detail());
  }
}
