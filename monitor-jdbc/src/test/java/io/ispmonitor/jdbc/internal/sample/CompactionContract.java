package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compaction promises, for either kind of database. */
abstract class CompactionContract extends SampleRigs {
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 0.01);
  private static final Metric EXACT = Metric.gauge("power.exact", Unit.VOLTS, 0);
  private static final Layout PING = Layout.of(RTT, LOSS);
  private static final List<Gap> GAPS =
      Arrays.stream(Gap.values()).filter(gap -> gap != Gap.NONE).toList();
  private static final SeriesKey SERIES = SeriesKey.of("core", "ping.rtt");

  /** The begin of an hour that is over. */
  final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

  /** How many rows of readings there are. */
  abstract long readings();

  /** How many chunks there are. */
  abstract long chunks();

  static void ping(SampleRig rig, String device, Instant at, double value) {
    rig.append(device, at, Readings.of(PING, value, 0));
  }

  static List<Sample> all(SampleRig rig, SeriesKey series) {
    return rig.read(series, Instant.MIN, Instant.MAX);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("what was read before is read after, sample by sample, of every series")
  void changesNothing(long seed) {
    Random random = new Random(seed);
    SampleRig rig = rig("a");
    List<SeriesKey> series = new ArrayList<>();
    for (int device = 0; device < 8; device++) {
      Layout layout = layout(random, device);
      for (int i = 0; i < layout.size(); i++) {
        Layout.Column column = layout.column(i);
        series.add(new SeriesKey("device " + device, column.metric().name(), column.instance()));
      }
      for (int i = 0; i < 1 + random.nextInt(200); i++) {
        Instant at = hour.minusSeconds(7_200).plusMillis(random.nextInt(3 * 3_600_000));
        rig.append("device " + device, at, readings(random, layout));
      }
      rig.settle();
    }
    List<List<Sample>> before = series.stream().map(one -> all(rig, one)).toList();
    assertTrue(before.stream().mapToLong(List::size).sum() > 500);

    Compaction.Result result = rig.compact();

    assertEquals(new Compaction.Result(3, 0), result, "seed " + seed);
    assertEquals(0, readings());
    assertEquals(before, series.stream().map(one -> all(rig, one)).toList(), "seed " + seed);
    Instant from = hour.minusSeconds(3_000);
    assertEquals(
        before.stream()
            .map(
                samples ->
                    samples.stream()
                        .filter(is -> !is.at().isBefore(from) && is.at().isBefore(hour))
                        .toList())
            .toList(),
        series.stream().map(one -> rig.read(one, from, hour)).toList(),
        "seed " + seed);
    assertEquals(new Compaction.Result(0, 0), rig.compact());
  }

  private static Layout layout(Random random, int device) {
    List<Layout.Column> columns = new ArrayList<>();
    int size = device == 0 ? 60 : 1 + random.nextInt(12);
    for (int i = 0; i < size; i++) {
      Metric metric = List.of(RTT, LOSS, EXACT).get(random.nextInt(3));
      columns.add(new Layout.Column(metric, "port " + i));
    }
    return Layout.of(columns);
  }

  private static Readings readings(Random random, Layout layout) {
    Readings.Builder readings = Readings.in(layout);
    for (int i = 0; i < layout.size(); i++) {
      if (random.nextInt(10) == 0) {
        readings.gap(i, GAPS.get(random.nextInt(GAPS.size())));
      } else {
        readings.set(i, random.nextGaussian() * Math.pow(10, random.nextInt(6)));
      }
    }
    return readings.build();
  }

  @Test
  @DisplayName("hours that are not over stay as they are")
  void notOver() {
    SampleRig rig = rig("a");
    ping(rig, "core", hour, 1);
    ping(rig, "core", hour.plus(Duration.ofHours(1)), 2);
    rig.settle();

    assertEquals(new Compaction.Result(1, 0), rig.compact(hour.plus(Duration.ofMinutes(119))));
    assertEquals(1, readings());
    assertEquals(List.of(1.0, 2.0), rig.values("core", "ping.rtt"));
  }

  @Test
  @DisplayName("what comes late is joined to the chunks of its hour")
  void late() {
    SampleRig rig = rig("a");
    ping(rig, "core", hour.plusSeconds(10), 10);
    ping(rig, "core", hour.plusSeconds(30), 30);
    ping(rig, "edge", hour.plusSeconds(30), 7);
    rig.settle();
    rig.compact();
    ping(rig, "core", hour.plusSeconds(20), 20);
    ping(rig, "core", hour.plusSeconds(10), 11);
    ping(rig, "third", hour, 3);
    rig.settle();
    List<Double> wanted = List.of(10.0, 11.0, 20.0, 30.0);
    assertEquals(wanted, rig.values("core", "ping.rtt"));

    rig.compact();
    assertEquals(0, readings());
    assertEquals(6, chunks());
    assertEquals(wanted, rig.values("core", "ping.rtt"));
    assertEquals(List.of(7.0), rig.values("edge", "ping.rtt"));
    assertEquals(List.of(3.0), rig.values("third", "ping.rtt"));
  }

  @Test
  @DisplayName("a metric whose resolution changed within the hour keeps the finer one")
  void otherResolution() {
    SampleRig rig = rig("a");
    Layout coarse = Layout.of(Metric.gauge("ping.rtt", Unit.SECONDS, 1e-3), LOSS);
    Layout exact = Layout.of(Metric.gauge("ping.rtt", Unit.SECONDS, 0), LOSS);
    rig.append("core", hour, Readings.of(coarse, 0.0012, 0));
    rig.append("core", hour.plusSeconds(1), Readings.of(PING, 0.0012, 0));
    rig.settle();
    rig.compact();
    assertEquals(List.of(0.001, 0.0012), rig.values("core", "ping.rtt"));

    rig.append("core", hour.plusSeconds(2), Readings.of(exact, 1.0 / 3, 0));
    rig.settle();
    rig.compact();
    assertEquals(List.of(0.001, 0.0012, 1.0 / 3), rig.values("core", "ping.rtt"));
    assertEquals(2, chunks());
  }

  @Test
  @DisplayName("more samples in an hour than a chunk holds take further chunks")
  void manySamples() {
    SampleRig rig = rig("a");
    int count = 70_000;
    for (int i = 0; i < count; i++) {
      rig.append("core", hour.plusMillis(40L * i), Readings.of(Layout.of(RTT), i));
    }
    rig.settle();
    rig.compact();
    List<Double> wanted = IntStream.range(0, count).mapToObj(i -> (double) i).toList();
    assertEquals(2, chunks());
    assertEquals(wanted, rig.values("core", "ping.rtt"));
    assertEquals(
        List.of(69_000.0),
        rig.read(SERIES, hour.plusMillis(40L * 69_000), hour.plusMillis(40L * 69_000 + 1)).stream()
            .map(Sample::value)
            .toList());

    rig.append("core", hour.plusMillis(1), Readings.of(Layout.of(RTT), 0.5));
    rig.settle();
    rig.compact();
    assertEquals(2, chunks());
    assertEquals(count + 1, rig.values("core", "ping.rtt").size());
  }

  @Test
  @DisplayName("samples of clocks gone mad are compacted as well, before 1970 too")
  void strangeTimes() {
    SampleRig rig = rig("a");
    List<Instant> times =
        List.of(
            Instant.parse("1690-01-01T00:00:00Z"),
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            hour.minus(Duration.ofDays(3_000)),
            hour.minus(Duration.ofDays(20)),
            hour,
            hour.plus(Duration.ofDays(40)),
            Instant.parse("2261-12-31T00:00:00Z"));
    times.forEach(at -> ping(rig, "core", at, 1));
    rig.settle();
    rig.compact(Instant.MAX);

    assertEquals(0, readings());
    assertEquals(2L * times.size(), chunks());
    assertEquals(times, all(rig, SERIES).stream().map(Sample::at).toList());
  }

  @Test
  @DisplayName("who reads meanwhile sees each sample once, and what is stored meanwhile stays")
  void meanwhile() throws ExecutionException, InterruptedException {
    SampleRig rig = rig("a");
    int devices = 300;
    for (int device = 0; device < devices; device++) {
      for (int i = 0; i < 20; i++) {
        ping(rig, "device " + device, hour.plusSeconds(30L * i), i);
      }
    }
    rig.settle();
    List<Double> wanted = IntStream.range(0, 20).mapToObj(i -> (double) i).toList();
    AtomicBoolean isDone = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> seen = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        long seed = thread;
        seen.add(
            readers.submit(
                () -> {
                  Random random = new Random(seed);
                  int reads = 0;
                  while (!isDone.get() || reads == 0) {
                    String device = "device " + random.nextInt(devices);
                    List<Double> values = rig.values(device, "ping.rtt");
                    assertEquals(wanted, values.subList(0, 20), device);
                    reads++;
                  }
                  return reads;
                }));
      }
      for (int round = 0; round < 20; round++) {
        ping(rig, "device 7", hour.plusSeconds(1_000 + round), 100 + round);
        rig.settle();
        rig.compact();
      }
      isDone.set(true);
      for (Future<Integer> reader : seen) {
        assertTrue(reader.get() > 0);
      }
    } finally {
      isDone.set(true);
      readers.shutdownNow();
    }
    assertEquals(40, rig.values("device 7", "ping.rtt").size());
    assertEquals(0, readings());
  }

  @Test
  @DisplayName("broken off before or after a commit it is done later, and nothing is there twice")
  void brokenOff() {
    SampleRig rig = rig("a");
    for (int device = 0; device < 5; device++) {
      ping(rig, "device " + device, hour.plusSeconds(device), device);
    }
    rig.settle();
    for (int lost = 1; lost <= 4; lost++) {
      int commits = lost;
      faults().loseCommits(commits);
      assertThrows(IllegalStateException.class, rig::compact);
      faults().loseCommits(0);
      faults().loseAnswers(commits);
      ping(rig, "device 0", hour.plusSeconds(100 + lost), lost);
      tryToCompact(rig);
      faults().loseAnswers(0);
      rig.settle();
    }
    rig.compact();
    assertEquals(0, readings());
    assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0), rig.values("device 0", "ping.rtt"));
    assertEquals(List.of(4.0), rig.values("device 4", "ping.rtt"));
  }

  /** Which of the commits is the one that is broken off is not what is asked. */
  private static void tryToCompact(SampleRig rig) {
    try {
      rig.compact();
    } catch (IllegalStateException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("broken off"), e::toString);
    }
  }
}
