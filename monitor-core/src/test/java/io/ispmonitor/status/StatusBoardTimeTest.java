package io.ispmonitor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.reachability.InMemoryStateLog;
import io.ispmonitor.reachability.StateLog;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A board whose clock goes on while it is read. */
class StatusBoardTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(3_600);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Surroundings surroundings = new Surroundings();
  private final StatusBoard board = new StatusBoard(surroundings);

  @Test
  @DisplayName("the times of a window that is not over add up to what it says of itself")
  void oneNow() {
    for (int i = 0; i < 10; i++) {
      Availability found = board.availability("a", NOON, LATER);
      assertEquals(Duration.between(NOON, found.to()), found.time(TimeKind.UNKNOWN));
    }
    SiteAvailability site = board.availability(Selection.device("a"), NOON, LATER);
    assertEquals(0, site.total().devices());
  }

  @Test
  @DisplayName("smoke, series and traffic end now, too")
  void clipped() {
    surroundings.now = NOON.plusSeconds(90);
    assertEquals(2, board.smoke("a", NOON, LATER, MINUTE).size());
    assertEquals(2, board.series(SeriesKey.of("a", "ping.rtt"), NOON, LATER, MINUTE).size());
    List<TrafficStep> traffic = board.traffic("a", "eth0", NOON, LATER, MINUTE);
    assertEquals(2, traffic.size());
    assertEquals(traffic.get(1).in().length(), traffic.get(1).out().length());
    assertThrows(
        IllegalArgumentException.class,
        () -> board.smoke("a", LATER, LATER.plusSeconds(60), MINUTE));
  }

  /** No more than these questions need. */
  private static final class Surroundings implements StatusBoard.Sources, TimeSource {
    private final Inventory inventory = new Inventory();
    private final Maintenance maintenance = new Maintenance();
    private final MetricStore metrics = InMemoryMetricStore.holding(1 << 20);
    private final StateLog log = InMemoryStateLog.create();
    Instant now = NOON.plusSeconds(600);

    @Override
    public Instant instant() {
      now = now.plusMillis(1);
      return now;
    }

    @Override
    public Inventory inventory() {
      return inventory;
    }

    @Override
    public TimeSource time() {
      return this;
    }

    @Override
    public Maintenance maintenance() {
      return maintenance;
    }

    @Override
    public MetricStore metrics() {
      return metrics;
    }

    @Override
    public StateLog stateLog() {
      return log;
    }

    @Override
    public StatusTree tree() {
      throw unused();
    }

    @Override
    public Flow.Publisher<StatusEvent> events(Executor executor, int capacity) {
      throw unused();
    }

    @Override
    public long nanoTime() {
      throw unused();
    }

    @Override
    public Wakeup drive(String name, Step step, ThreadFactory threads) {
      throw unused();
    }

    private static UnsupportedOperationException unused() {
      return new UnsupportedOperationException("not needed here");
    }
  }
}
