package io.ispmonitor.app.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.web.api.Reports.Made;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.testkit.ManualTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final ManualTime time = ManualTime.startingAt(NOON);
  private final Reports reports = new Reports(time);

  @AfterEach
  void end() {
    reports.close();
  }

  private Made<String> ask(Supplier<String> work) throws Exception {
    return reports.of("key", work).get(10, TimeUnit.SECONDS);
  }

  private static String gone() {
    throw new HistoryException("away", new SQLException("away"));
  }

  @Test
  @DisplayName("a report is worked out once a minute")
  void once() throws Exception {
    assertEquals(new Made<>("a", NOON, false), ask(() -> "a"));
    assertEquals(new Made<>("a", NOON, false), ask(() -> "b"));
    time.pause(Duration.ofMinutes(1));
    assertEquals(new Made<>("c", NOON.plusSeconds(60), false), ask(() -> "c"));
  }

  @Test
  @DisplayName("while the database is away the report before stays, and says when it was made")
  void away() throws Exception {
    ask(() -> "a");
    for (int minute = 1; minute <= 3; minute++) {
      time.pause(Duration.ofMinutes(1));
      assertEquals(new Made<>("a", NOON, true), ask(ReportsTest::gone));
    }
    time.pause(Duration.ofMinutes(1));
    assertEquals(new Made<>("b", NOON.plusSeconds(240), false), ask(() -> "b"));
  }

  @Test
  @DisplayName("without a report before, there is none, until the database is back")
  void none() throws Exception {
    ExecutionException e = assertThrows(ExecutionException.class, () -> ask(ReportsTest::gone));
    assertInstanceOf(HistoryException.class, e.getCause());
    assertEquals("a", ask(() -> "a").of());
  }

  @Test
  @DisplayName("who asks while a new one takes long gets the one before")
  void slow() throws Exception {
    ask(() -> "a");
    time.pause(Duration.ofMinutes(1));
    CountDownLatch done = new CountDownLatch(1);
    assertEquals(new Made<>("a", NOON, false), ask(() -> slowly(done)));
    done.countDown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!ask(() -> "c").of().equals("b")) {
      assertTrue(System.nanoTime() < end, "the new one is never there");
    }
  }

  private static String slowly(CountDownLatch done) {
    try {
      assertTrue(done.await(10, TimeUnit.SECONDS));
      return "b";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("what is prepared is there when somebody asks, and is not worked out twice")
  void prepared() throws Exception {
    reports.prepare("key", () -> "a");
    reports.prepare("key", () -> "b");
    assertEquals("a", ask(() -> "c").of());
  }
}
