package io.ispmonitor.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SystemdTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());

  @TempDir Path directory;

  @Test
  @DisplayName("says that it is ready, alive at half the time, and that it stops")
  void life() throws IOException {
    String name = directory.resolve("notify").toString();
    try (ServiceManager manager = new ServiceManager(name)) {
      Systemd systemd = of(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "20000000"));
      systemd.ready("319 devices\nall up");
      assertEquals("READY=1\nSTATUS=319 devices all up", manager.next());
      time.advance(Duration.ofSeconds(25));
      assertEquals("WATCHDOG=1", manager.next());
      assertEquals("WATCHDOG=1", manager.next());
      assertEquals("WATCHDOG=1", manager.next());
      assertEquals("", manager.next());
      systemd.close();
      assertEquals("STOPPING=1", manager.next());
      time.advance(Duration.ofSeconds(25));
      assertEquals("", manager.next());
    }
  }

  @Test
  @DisplayName("one that hangs does not say that it is alive, but why it is not")
  void hangs() throws IOException {
    String name = "@isp-monitor-test-" + directory.getFileName();
    try (ServiceManager manager = new ServiceManager(name);
        Systemd systemd = of(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "2000000"))) {
      trouble.set(Optional.of("the loop of the judge has stood still for a minute"));
      systemd.ready("begins");
      assertEquals("READY=1\nSTATUS=begins", manager.next());
      time.advance(Duration.ofSeconds(3));
      assertEquals("STATUS=the loop of the judge has stood still for a minute", manager.next());
      assertEquals("", manager.next());
      trouble.set(Optional.empty());
      time.advance(Duration.ofSeconds(1));
      assertEquals("WATCHDOG=1", manager.next());
    }
  }

  @Test
  @DisplayName("without systemd, and with one that watches another process, nothing is said")
  void absent() throws IOException {
    try (Systemd systemd = of(Map.of())) {
      systemd.ready("works");
    }
    String name = directory.resolve("notify").toString();
    try (ServiceManager manager = new ServiceManager(name);
        Systemd systemd =
            of(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "1000000", "WATCHDOG_PID", "1"))) {
      systemd.ready("works");
      assertEquals("READY=1\nSTATUS=works", manager.next());
      time.advance(Duration.ofSeconds(5));
      assertEquals("", manager.next());
    }
    of(Map.of("NOTIFY_SOCKET", directory.resolve("nobody").toString())).close();
    assertThrows(IOException.class, () -> NotifySocket.address("relative"));
    assertThrows(IOException.class, () -> NotifySocket.address("/" + "a".repeat(108)));
  }

  private Systemd of(Map<String, String> environment) {
    return Systemd.of(environment, time, trouble::get);
  }
}
