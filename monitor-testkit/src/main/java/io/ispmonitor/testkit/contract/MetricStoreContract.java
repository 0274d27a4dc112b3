package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MetricStore} must keep. Extend it and say how to make an empty store; one that
 * takes batches over before they can be read also overrides {@link #settle}.
 *
 * <p>Times are whole milliseconds, since that is what every database can hold.
 */
public abstract class MetricStoreContract {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofDays(1));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 1e-3);
  private static final Metric OCTETS = Metric.counter("if.in.octets", Unit.BYTES);
  private static final Metric NOISE = Metric.gauge("radio.noise", Unit.DBM, 0);
  private static final Layout PING = Layout.of(RTT, LOSS);
  private static final SeriesKey RTT_OF_CORE = SeriesKey.of("core-sw-1", "ping.rtt");
  private static final SeriesKey LOSS_OF_CORE = SeriesKey.of("core-sw-1", "ping.loss");

  private final SeriesRegistry registry = new SeriesRegistry();
  private MetricStore store;

  /** For subclasses. */
  @SuppressWarnings("NullAway.Init") // set before each test
  protected MetricStoreContract() {}

  /** An empty store with room for some ten thousand samples. Closed after the test. */
  protected abstract MetricStore newStore();

  /**
   * Waits until what was appended can be read. Does nothing by default, which is right for stores
   * that are done when {@code append} returns.
   */
  protected void settle(MetricStore store) {}

  @BeforeEach
  void makeStore() {
    store = newStore();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @DisplayName("what was appended is read back, each column as its own series")
  void readsBack() {
    ping("core-sw-1", 0, 0.0012, 0.25);

    assertEquals(List.of(new Sample(NOON, 0.0012, Gap.NONE)), readAll(RTT_OF_CORE));
    assertEquals(List.of(new Sample(NOON, 0.25, Gap.NONE)), readAll(LOSS_OF_CORE));
  }

  @Test
  @DisplayName("a range read includes its start and excludes its end")
  void rangeIsHalfOpen() {
    for (int minute = 0; minute < 5; minute++) {
      ping("core-sw-1", minute, minute, 0);
    }

    assertEquals(List.of(1.0, 2.0), values(read(RTT_OF_CORE, minute(1), minute(3))));
    assertEquals(List.of(), read(RTT_OF_CORE, minute(1).plusMillis(1), minute(2)));
    assertEquals(List.of(), read(RTT_OF_CORE, minute(2), minute(2)));
  }

  @Test
  @DisplayName("a range that ends before it starts is refused")
  void rangeTurnedRound() {
    ping("core-sw-1", 0, 0.0012, 0);
    settle(store);

    assertThrows(
        IllegalArgumentException.class, () -> store.read(RTT_OF_CORE, NOON.plusNanos(1), NOON));
  }

  @Test
  @DisplayName("a range may reach from the first instant there is to the last")
  void extremeRange() {
    ping("core-sw-1", 0, 0.0012, 0);

    assertAll(
        () -> assertEquals(1, read(RTT_OF_CORE, Instant.MIN, Instant.MAX).size()),
        () -> assertEquals(1, read(RTT_OF_CORE, NOON, Instant.MAX).size()),
        () -> assertEquals(0, read(RTT_OF_CORE, Instant.MIN, NOON).size()),
        () -> assertEquals(0, read(RTT_OF_CORE, Instant.MIN, Instant.MIN).size()),
        () -> assertEquals(0, read(RTT_OF_CORE, Instant.MAX, Instant.MAX).size()),
        () -> assertEquals(1, read(RTT_OF_CORE, Instant.EPOCH, LATER).size()));
  }

  @Test
  @DisplayName("samples come in the order of time, whatever order they were appended in")
  void orderOfTime() {
    for (int minute : new int[] {3, 1, 2, 0, 4}) {
      ping("core-sw-1", minute, minute, 0);
    }

    assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0), values(readAll(RTT_OF_CORE)));
  }

  @Test
  @DisplayName("a gap is read in its place, with its reason")
  void gapsKeepTheirReason() {
    List<Gap> reasons = new ArrayList<>();
    for (Gap reason : Gap.values()) {
      if (reason != Gap.NONE) {
        append("core-sw-1", reasons.size(), Readings.gaps(PING, reason));
        reasons.add(reason);
      }
    }
    ping("core-sw-1", reasons.size(), 0.0012, 0);
    reasons.add(Gap.NONE);

    List<Sample> samples = readAll(RTT_OF_CORE);
    assertEquals(reasons, samples.stream().map(Sample::gap).toList());
    for (Sample sample : samples) {
      assertEquals(sample.gap() != Gap.NONE, Double.isNaN(sample.value()), sample::toString);
    }
  }

  @Test
  @DisplayName("a gap in one column does not touch the others")
  void gapInOneColumn() {
    append("core-sw-1", 0, Readings.in(PING).gap(0, Gap.SILENT).set(1, 1).build());

    assertEquals(List.of(Gap.SILENT), readAll(RTT_OF_CORE).stream().map(Sample::gap).toList());
    assertEquals(List.of(1.0), values(readAll(LOSS_OF_CORE)));
  }

  @Test
  @DisplayName("instances of one metric are kept apart")
  void instancesApart() {
    Layout ports =
        Layout.of(
            List.of(
                new Layout.Column(OCTETS, "eth0"),
                new Layout.Column(OCTETS, "eth1"),
                new Layout.Column(OCTETS, "")));
    append("core-sw-1", 0, Readings.of(ports, 1, 2, 3));

    assertEquals(List.of(1.0), values(readAll(octets("eth0"))));
    assertEquals(List.of(2.0), values(readAll(octets("eth1"))));
    assertEquals(List.of(3.0), values(readAll(octets(""))));
    assertEquals(List.of(), readAll(octets("eth2")));
  }

  @Test
  @DisplayName("devices are kept apart, also where one id begins with the other")
  void devicesApart() {
    ping("core-sw-1", 0, 1, 0);
    ping("core-sw-10", 0, 2, 0);
    ping("core-sw-1/ping", 0, 3, 0);
    ping("Core-SW-1", 0, 4, 0);

    assertEquals(List.of(1.0), values(readAll(RTT_OF_CORE)));
    assertEquals(List.of(2.0), values(readAll(SeriesKey.of("core-sw-10", "ping.rtt"))));
    assertEquals(List.of(3.0), values(readAll(SeriesKey.of("core-sw-1/ping", "ping.rtt"))));
    assertEquals(List.of(4.0), values(readAll(SeriesKey.of("Core-SW-1", "ping.rtt"))));
  }

  @Test
  @DisplayName("a series that is in two layouts of a device is read as one")
  void twoLayouts() {
    ping("core-sw-1", 0, 0.001, 0);
    append("core-sw-1", 1, Readings.of(Layout.of(LOSS, RTT), 0.5, 0.002));
    ping("core-sw-1", 2, 0.003, 0);

    assertEquals(List.of(0.001, 0.002, 0.003), values(readAll(RTT_OF_CORE)));
    assertEquals(List.of(0.0, 0.5, 0.0), values(readAll(LOSS_OF_CORE)));
  }

  @Test
  @DisplayName("a value is off by half of its metric's resolution at most")
  void resolution() {
    double[] values = {0, 0.000_000_4, 0.001_234_567_8, 59.999_999_7, -12.5, 86_400, 1e-12, -1e-7};
    for (int i = 0; i < values.length; i++) {
      ping("core-sw-1", i, values[i], 0);
    }

    List<Sample> samples = readAll(RTT_OF_CORE);
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], samples.get(i).value(), RTT.resolution() / 2 + 1e-15);
    }
  }

  @Test
  @DisplayName("a value of a metric with the resolution 0 is kept to the last bit")
  void exact() {
    double[] values = {
      0.1,
      -97.3,
      Math.PI,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      0x1p53 + 2,
      0x1p64,
      1.0 / 3,
      4_294_967_295.0
    };
    Layout layout = Layout.of(NOISE);
    for (int i = 0; i < values.length; i++) {
      append("core-sw-1", i, Readings.of(layout, values[i]));
    }

    List<Sample> samples = readAll(SeriesKey.of("core-sw-1", "radio.noise"));
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], samples.get(i).value());
    }
  }

  @Test
  @DisplayName("a value too large for its resolution is kept all the same")
  void hugeValue() {
    ping("core-sw-1", 0, 1e300, 0);

    assertEquals(List.of(1e300), values(readAll(RTT_OF_CORE)));
  }

  @Test
  @DisplayName("a series nobody appended to reads empty")
  void unknownSeries() {
    ping("core-sw-1", 0, 0.0012, 0);

    assertEquals(List.of(), readAll(SeriesKey.of("core-sw-1", "ping.jitter")));
    assertEquals(List.of(), readAll(SeriesKey.of("core-sw-1", "ping.rtt", "eth0")));
    assertEquals(List.of(), readAll(SeriesKey.of("core-sw-2", "ping.rtt")));
  }

  @Test
  @DisplayName("positions rise, and what is accepted reaches the last one but never runs ahead")
  void positions() {
    long before = 0;
    for (int minute = 0; minute < 20; minute++) {
      long position = ping("core-sw-1", minute, 0.0012, 0);
      assertTrue(position > before, position + " does not come after " + before);
      assertTrue(store.acceptedThrough() <= position);
      before = position;
    }
    settle(store);

    assertEquals(before, store.acceptedThrough());
  }

  @Test
  @DisplayName("readings without columns are taken and give a position")
  void emptyReadings() {
    long first = append("core-sw-1", 0, Readings.NONE);

    assertTrue(ping("core-sw-1", 1, 0.0012, 0) > first);
    assertEquals(1, readAll(RTT_OF_CORE).size());
  }

  @Test
  @DisplayName("two samples of the same time are no reason to lose others")
  void sameTime() {
    ping("core-sw-1", 0, 0.001, 0);
    ping("core-sw-1", 1, 0.002, 0);
    ping("core-sw-1", 1, 0.002, 0);
    ping("core-sw-1", 2, 0.003, 0);

    List<Double> distinct = values(readAll(RTT_OF_CORE)).stream().distinct().toList();
    assertEquals(List.of(0.001, 0.002, 0.003), distinct);
  }

  @Test
  @DisplayName("a device that was released and comes back goes on with its history")
  void goesOnAfterRelease() {
    ping("core-sw-1", 0, 0.001, 0);
    registry.release("core-sw-1");
    ping("core-sw-2", 0, 0.009, 0);
    ping("core-sw-1", 1, 0.002, 0);

    assertEquals(List.of(0.001, 0.002), values(readAll(RTT_OF_CORE)));
  }

  @Test
  @DisplayName("appends of several threads lose nothing, and reading meanwhile disturbs nothing")
  void concurrentAppends() throws Exception {
    int threads = 4;
    int rows = 500;
    CyclicBarrier start = new CyclicBarrier(threads + 1);
    ExecutorService executor = Executors.newFixedThreadPool(threads + 1);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      String own = "own-" + thread;
      running.add(
          executor.submit(
              () -> {
                start.await();
                for (int i = 0; i < rows; i++) {
                  ping(own, i, i, 0);
                  ping("shared", i, i, 0);
                }
                return null;
              }));
    }
    running.add(
        executor.submit(
            () -> {
              start.await();
              for (int i = 0; i < 100; i++) {
                assertRising(store.read(SeriesKey.of("shared", "ping.rtt"), NOON, LATER));
              }
              return null;
            }));
    for (Future<?> one : running) {
      one.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    executor.shutdown();

    settle(store);
    for (int thread = 0; thread < threads; thread++) {
      List<Sample> own = readAll(SeriesKey.of("own-" + thread, "ping.rtt"));
      assertEquals(rows, own.size());
      assertRising(own);
    }
    List<Sample> shared = readAll(SeriesKey.of("shared", "ping.rtt"));
    assertEquals(rows, shared.stream().map(Sample::at).distinct().count());
    assertRising(shared);
  }

  @Test
  @DisplayName("closing twice is closing once")
  void closeTwice() {
    ping("core-sw-1", 0, 0.0012, 0);
    store.close();
    store.close();
  }

  private long ping(String device, int minute, double rtt, double loss) {
    return append(device, minute, Readings.of(PING, rtt, loss));
  }

  private long append(String device, int minute, Readings readings) {
    return store.append(
        new SampleBatch(
            registry.block(device, readings.layout()), EpochNanos.of(minute(minute)), readings));
  }

  private List<Sample> readAll(SeriesKey series) {
    return read(series, NOON, LATER);
  }

  private List<Sample> read(SeriesKey series, Instant from, Instant to) {
    settle(store);
    return store.read(series, from, to);
  }

  private static SeriesKey octets(String port) {
    return SeriesKey.of("core-sw-1", "if.in.octets", port);
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  private static List<Double> values(List<Sample> samples) {
    return samples.stream().map(Sample::value).toList();
  }

  private static void assertRising(List<Sample> samples) {
    for (int i = 1; i < samples.size(); i++) {
      Instant before = samples.get(i - 1).at();
      Instant after = samples.get(i).at();
      assertTrue(!after.isBefore(before), () -> after + " comes after " + before);
    }
  }
}
