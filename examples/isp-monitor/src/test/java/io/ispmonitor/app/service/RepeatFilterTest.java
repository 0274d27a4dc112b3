package io.ispmonitor.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatFilterTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RepeatFilter filter = new RepeatFilter();

  @TempDir Path directory;

  @Test
  @DisplayName("five of a kind pass in a minute, and the next one after it says how many did not")
  void repeats() {
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      passed += filter.isLoggable(record(i % 60, "device " + i + " is silent")) ? 1 : 0;
    }
    assertEquals(RepeatFilter.MOST_IN_A_PERIOD, passed);
    assertTrue(filter.isLoggable(record(5, "another matter")));
    LogRecord next = record(60, "device 7 is silent");
    assertTrue(filter.isLoggable(next));
    assertEquals(
        "device 7 is silent (995 more like this since 2026-01-01T00:00:00Z)", next.getMessage());
    LogRecord after = record(130, "device 7 is silent");
    assertTrue(filter.isLoggable(after));
    assertEquals("device 7 is silent", after.getMessage());
  }

  @Test
  @DisplayName("a line is one line, whatever came over the network")
  void line() {
    LogRecord record = record(0, "radio 'a\n2026 ERROR all is lost\u001b[2J' is silent");
    String line = new LogLine().format(record).stripTrailing();
    assertEquals(
        "2026-01-01T00:00:00Z WARN  Watch: radio 'a 2026 ERROR all is lost [2J' is silent", line);
    record.setThrown(new IOException("disk"));
    assertTrue(new LogLine().format(record).lines().count() > 2);
  }

  @Test
  @DisplayName("files and the console get each record that passes, once")
  void files() throws IOException {
    Logger root = Logger.getLogger("");
    List<Handler> before = List.of(root.getHandlers());
    try {
      Logging.in(new LogFiles(directory.resolve("log"), 3, 64));
      Logger logger = Logger.getLogger("io.ispmonitor.Watch");
      for (int i = 0; i < 20; i++) {
        logger.info("message " + i);
      }
      List.of(root.getHandlers()).forEach(Handler::flush);
      List<String> lines = Files.readAllLines(directory.resolve("log/isp-monitor.0.log"));
      assertEquals(5, lines.size(), lines::toString);
      assertFalse(lines.get(4).contains("more like this"), lines::toString);
    } finally {
      LogManager.getLogManager().reset();
      before.forEach(root::addHandler);
    }
  }

  private static LogRecord record(int seconds, String message) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("io.ispmonitor.Watch");
    record.setInstant(START.plusSeconds(seconds));
    return record;
  }
}
