package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
  @DisplayName("what cannot be written is still in memory")
  void unwritable() {
    AuditLog log = new AuditLog(directory.resolve("none").resolve("audit.jsonl"));
    log.add(entry("kept"));
    assertEquals("kept", log.newestFirst().get(0).detail());
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
