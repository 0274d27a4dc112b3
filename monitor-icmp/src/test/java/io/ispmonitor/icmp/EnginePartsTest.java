package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnginePartsTest {
  private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-01T12:00:00Z"));

  @Test
  @DisplayName("the inbox loses nothing that four threads put in, and keeps the order of each")
  void inbox() throws Exception {
    int each = 50_000;
    Inbox inbox = new Inbox(4 * each);
    EchoLoop loop = new EchoLoop(time, 1);
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      long first = (long) thread * each;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  assertTrue(inbox.offer(echo(loop, first + i)));
                }
              }));
    }
    threads.forEach(Thread::start);
    long[] last = {-1, -1, -1, -1};
    int taken = 0;
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (taken < 4 * each && System.nanoTime() - limit < 0) {
      for (Echo echo = inbox.takeAll(); echo != null; echo = echo.nextSubmitted) {
        int thread = (int) (echo.token / each);
        assertTrue(echo.token > last[thread]);
        last[thread] = echo.token;
        taken++;
      }
    }
    assertEquals(4 * each, taken);
    assertFalse(inbox.offer(echo(loop, 0)), "full until the loop says that some have ended");
    inbox.ended(1);
    assertTrue(inbox.offer(echo(loop, 0)));
  }

  private static Echo echo(EchoLoop loop, long token) {
    EchoRequest request = new EchoRequest(FakeEchoSocket.address(1), 0, 1, EchoRequest.NO_END);
    return new Echo(loop, request, new Heard(), token);
  }

  @Test
  @DisplayName("the window counts echoes until they end or are too old to matter")
  void window() {
    FlightWindow window = new FlightWindow(2, 0);
    long first = window.left();
    window.left();
    assertFalse(window.hasRoom());
    window.ended(first);
    assertTrue(window.hasRoom());
    window.advance(100_000_000);
    long late = window.left();
    assertFalse(window.hasRoom());
    window.advance(201_000_000);
    assertTrue(window.hasRoom(), "the one of the start has aged");
    window.advance(10_000_000_000L);
    window.ended(late);
    window.left();
    assertTrue(window.hasRoom(), "an aged one that ends is not taken off twice");
    window.left();
    assertFalse(window.hasRoom());
    window.advance(5_000_000_000L);
    assertFalse(window.hasRoom(), "time that goes backwards changes nothing");
  }

  @Test
  @DisplayName("a clock step is told from slewing and jitter")
  void wallClock() {
    WallClock wall = new WallClock(time);
    long before = wall.offset();
    time.stepWallClock(Duration.ofNanos(900_000));
    wall.read();
    assertFalse(wall.steppedSince(before, 0), "jitter");
    time.stepWallClock(Duration.ofMillis(5));
    wall.read();
    assertTrue(wall.steppedSince(before, TimeUnit.SECONDS.toNanos(1)));
    assertFalse(wall.steppedSince(before, TimeUnit.SECONDS.toNanos(10)), "slewed by 0.05 %");
  }

  @Test
  @DisplayName("repeated trouble is logged once a minute with the number left out")
  void rateLimit() {
    RecordingLogger recorded = new RecordingLogger();
    RateLimitedLog log = new RateLimitedLog(recorded.logger(), time);
    for (int i = 0; i < 10; i++) {
      log.warn("overflow", "it overflowed");
    }
    log.warn("other", "something else");
    time.advance(Duration.ofSeconds(61));
    log.warn("overflow", "it overflowed");
    assertEquals(
        List.of(
            "it overflowed",
            "something else",
            "it overflowed (9 more like this since the last line)"),
        recorded.lines());
  }

  @Test
  @DisplayName("systems whose structures are not known are refused with a sentence")
  void platforms() {
    Platforms.requireLinux64("Linux", "amd64");
    Platforms.requireLinux64("Linux", "aarch64");
    for (String[] other :
        new String[][] {{"Mac OS X", "aarch64"}, {"Linux", "arm"}, {"Linux", "i386"}}) {
      IcmpUnavailableException refusal =
          assertThrows(
              IcmpUnavailableException.class, () -> Platforms.requireLinux64(other[0], other[1]));
      assertTrue(String.valueOf(refusal.getMessage()).contains(other[0]));
    }
    assertTrue(Platforms.isWindows("Windows Server 2025"));
    assertFalse(Platforms.isWindows("Darwin"));
  }

  @Test
  @DisplayName("ICMP errors are put into the words of their protocol")
  void words() {
    assertEquals("network unreachable (ICMP 3/0)", words(false, 3, 0));
    assertEquals("administratively prohibited (ICMP 3/13)", words(false, 3, 13));
    assertEquals("hop limit exceeded on the way (ICMPv6 3/0)", words(true, 3, 0));
    assertEquals("packet too big, the next hop takes 1280 bytes (ICMPv6 2/0)", words(true, 2, 0));
    assertEquals("refused (ICMP 99/7)", words(false, 99, 7));
    assertEquals("destination unreachable (ICMPv6 1/99)", words(true, 1, 99));
  }

  private static String words(boolean ipv6, int type, int code) {
    return new IcmpError(ipv6, type, code, 1_280, null).words();
  }

  @Test
  @DisplayName("every error number has words, known or not")
  void errno() {
    assertTrue(Errno.words(Errno.ENOBUFS).contains("gc_thresh3"));
    assertEquals("error number 12345", Errno.words(12345));
    for (int errno = 1; errno < 140; errno++) {
      assertFalse(Errno.words(errno).isBlank());
    }
  }
}
