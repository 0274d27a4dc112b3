package io.ispmonitor.app.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ManualTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  private final LoginLimits limits = new LoginLimits(time);

  private static Origin address(String text) throws UnknownHostException {
    return Origin.of(InetAddress.getByName(text));
  }

  @Test
  @DisplayName("the wait runs from the first try, and counts down")
  void countsDown() throws UnknownHostException {
    for (int i = 0; i < 10; i++) {
      assertTrue(limits.begin("vera", address("192.0.2.1")).isEmpty());
      time.pause(Duration.ofSeconds(30));
    }
    assertEquals(Optional.of(Duration.ofMinutes(10)), limits.begin("vera", address("192.0.2.1")));
    time.pause(Duration.ofMinutes(10));
    assertTrue(limits.begin("vera", address("192.0.2.1")).isEmpty());
  }

  @Test
  @DisplayName("many addresses guess no faster than few, and lock nobody out of where they are")
  void fromEverywhere() throws UnknownHostException {
    Origin desk = address("198.51.100.7");
    assertTrue(limits.begin("vera", desk).isEmpty());
    limits.succeeded("vera", desk);
    int tried = 0;
    for (int i = 0; i < 250; i++) {
      tried += limits.begin("vera", address("192.0.2." + i)).isEmpty() ? 1 : 0;
    }
    assertEquals(50, tried);
    for (int i = 0; i < 10; i++) {
      assertTrue(limits.begin("vera", desk).isEmpty(), "her desk may still try");
    }
    assertTrue(limits.begin("vera", desk).isPresent(), "but not without end");
    assertTrue(limits.begin("otto", address("192.0.2.1")).isEmpty());
  }

  @Test
  @DisplayName("who logs in rightly all day is never refused")
  void success() throws UnknownHostException {
    for (int i = 0; i < 100; i++) {
      assertTrue(limits.begin("vera", address("192.0.2.1")).isEmpty());
      limits.succeeded("vera", address("192.0.2.1"));
    }
  }

  @Test
  @DisplayName("the addresses of one network of IPv6 count as one")
  void ipv6() throws UnknownHostException {
    for (int i = 0; i < 30; i++) {
      assertTrue(limits.begin("n" + i, address("2001:db8::" + i)).isEmpty());
    }
    assertTrue(limits.begin("m", address("2001:db8::ffff")).isPresent());
    assertTrue(limits.begin("m", address("2001:db8:0:1::1")).isEmpty());
  }

  @Test
  @DisplayName("a browser that is known tries ten times from anywhere, whatever others do")
  void browser() throws UnknownHostException {
    for (int i = 0; i < 60; i++) {
      limits.begin("vera", address("192.0.2." + i));
    }
    assertTrue(limits.begin("vera", address("198.51.100.7")).isPresent());
    Origin browser = Origin.ofBrowser("number");
    for (int i = 0; i < 10; i++) {
      assertTrue(limits.begin("vera", browser).isEmpty());
    }
    assertTrue(limits.begin("vera", browser).isPresent());
    assertTrue(limits.begin("vera", Origin.ofBrowser("another")).isEmpty());
  }

  @Test
  @DisplayName("a try that was not made is given back")
  void takeBack() throws UnknownHostException {
    for (int i = 0; i < 200; i++) {
      assertTrue(limits.begin("vera", address("192.0.2.1")).isEmpty());
      limits.takeBack("vera", address("192.0.2.1"));
    }
  }
}
