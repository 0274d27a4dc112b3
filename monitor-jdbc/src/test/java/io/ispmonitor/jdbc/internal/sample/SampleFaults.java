package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.jdbc.internal.spool.WhenFull;
import io.ispmonitor.jdbc.support.Pause;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.metric.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes wrong with databases, clocks and names, for either kind of database. */
abstract class SampleFaults extends SampleRigs {
  static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  static final Layout PING = Layout.of(RTT);
  static final Layout POLL =
      Layout.of(IntStream.range(0, 20).mapToObj(i -> new Layout.Column(RTT, "port " + i)).toList());

  /** The middle of an hour, so that no test goes over its end by itself. */
  final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(10));

  static void ping(SampleRig rig, String device, Instant at, double value) {
    rig.append(device, at, Readings.of(PING, value));
  }

  @Test
  @DisplayName("times are rounded down to the millisecond, and what is read lies in its range")
  void milliseconds() {
    SampleRig rig = rig("a");
    ping(rig, "core", now.plusNanos(1_999_999), 1);
    rig.settle();

    SeriesKey series = SeriesKey.of("core", "ping.rtt");
    Instant stored = now.plusMillis(1);
    assertEquals(stored, rig.read(series, stored, stored.plusNanos(1)).get(0).at());
    assertEquals(List.of(), rig.read(series, stored.plusNanos(1), now.plusSeconds(1)));
  }

  @Test
  @DisplayName("late samples and such of a clock gone mad are read in their places")
  void strangeTimes() {
    SampleRig rig = rig("a");
    List<Instant> times =
        List.of(
            Instant.parse("1690-01-01T00:00:00Z"),
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            now.minus(Duration.ofDays(200)),
            now.minus(Duration.ofDays(3)),
            now.minus(Duration.ofHours(5)),
            now,
            now.plus(Duration.ofHours(3)),
            now.plus(Duration.ofDays(40)),
            Instant.parse("2261-12-31T00:00:00Z"));
    for (int i = times.size() - 1; i >= 0; i--) {
      ping(rig, "core", times.get(i), i);
    }
    rig.settle();

    SeriesKey series = SeriesKey.of("core", "ping.rtt");
    List<Sample> all = rig.read(series, Instant.MIN, Instant.MAX);
    assertEquals(times, all.stream().map(Sample::at).toList());
    for (Instant at : times) {
      assertEquals(1, rig.read(series, at, at.plusNanos(1)).size(), at::toString);
    }
  }

  @Test
  @DisplayName("pings of one device become one row, and are cut at the hour and after 15 minutes")
  void gathered() {
    SampleRig rig = rig("a");
    for (int i = 0; i < 300; i++) {
      ping(rig, "core", now.minus(Duration.ofHours(5)).plusSeconds(30L * i), i);
    }
    rig.settle();

    assertEquals(300, rig.values("core", "ping.rtt").size());
    assertTrue(rows() >= 10 && rows() <= 14, () -> rows() + " rows for 2.5 hours of pings");
  }

  abstract long rows();

  @Test
  @DisplayName("a range is read from the rows that begin before it")
  void withinRows() {
    SampleRig rig = rig("a");
    for (int i = 0; i < 600; i++) {
      ping(rig, "core", now.plusSeconds(i), i);
    }
    rig.settle();

    SeriesKey series = SeriesKey.of("core", "ping.rtt");
    List<Sample> part = rig.read(series, now.plusSeconds(250), now.plusSeconds(260));
    assertEquals(
        IntStream.range(250, 260).mapToObj(i -> (double) i).toList(),
        part.stream().map(Sample::value).toList());
  }

  @Test
  @DisplayName("a metric whose resolution was changed is read with what each value was kept to")
  void changedResolution() {
    SampleRig rig = rig("a");
    Metric coarse = Metric.gauge("ping.rtt", Unit.SECONDS, 0.5);
    for (int i = 0; i < 10; i++) {
      ping(rig, "core", now.plusSeconds(2L * i), 0.001_234);
      rig.append("core", now.plusSeconds(2L * i + 1), Readings.of(Layout.of(coarse), 1.4));
    }
    rig.settle();

    List<Double> values = rig.values("core", "ping.rtt");
    assertEquals(20, values.size());
    for (int i = 0; i < 20; i++) {
      assertEquals(i % 2 == 0 ? 0.001_234 : 1.5, values.get(i), 1e-9);
    }
  }

  @Test
  @DisplayName("a batch of whose commit nothing is heard is stored once")
  void unknownCommit() {
    SampleRig rig = rig("a");
    ping(rig, "core", now, 0);
    rig.settle();
    faults().loseAnswers(3);
    pingAndPoll(rig, 1);

    assertEquals(List.of(0.0, 1.0), rig.values("core", "ping.rtt"));
    assertEquals(1, polls(rig).size());
    assertTrue(faults().hasLostAll(), "the commits were made with their answers");
  }

  @Test
  @DisplayName("a batch that breaks off before its commit is stored once")
  void lostCommit() {
    SampleRig rig = rig("a");
    ping(rig, "core", now, 0);
    rig.settle();
    faults().loseCommits(4);
    pingAndPoll(rig, 1);

    assertEquals(List.of(0.0, 1.0), rig.values("core", "ping.rtt"));
    assertEquals(1, polls(rig).size());
    assertTrue(faults().hasLostAll(), "the commits were made");
  }

  private void pingAndPoll(SampleRig rig, double value) {
    ping(rig, "core", now.plusSeconds(1), value);
    rig.append("core", now, Readings.of(POLL, new double[20]));
    rig.settle();
  }

  private static List<Sample> polls(SampleRig rig) {
    return rig.read(SeriesKey.of("core", "ping.rtt", "port 7"), Instant.MIN, Instant.MAX);
  }

  @Test
  @DisplayName("while the database is away samples are taken and safe, and they come with it")
  void away() {
    SampleRig rig = rig("a");
    faults().goAway();
    for (int i = 0; i < 100; i++) {
      ping(rig, "core", now.plusSeconds(i), i);
    }
    long last = rig.append("core", now, Readings.of(POLL, new double[20]));
    rig.store().flush();
    await(() -> rig.store().acceptedThrough() == last);
    rig.pingCarrier().databaseIsBack(); // or it gathers, if it has begun before the outage
    await(() -> faults().refused() > 0);
    assertThrows(HistoryException.class, () -> rig.values("core", "ping.rtt"));

    faults().comeBack();
    rig.settle();
    assertEquals(100, rig.values("core", "ping.rtt").size());
    assertEquals(1, polls(rig).size());
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long until = System.nanoTime() + SampleRig.PATIENCE.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < until, "it did not come about");
      Pause.aMoment();
    }
  }

  @Test
  @DisplayName("when the spool is full a sample is refused as a whole, and those taken are kept")
  void fullSpool() {
    SampleRig rig =
        rig(
            "a",
            options ->
                options.memory(1 << 20, 100_000).disk(1 << 20, 256 << 10, WhenFull.REFUSE_NEW));
    faults().goAway();
    List<Double> taken = new ArrayList<>();
    int refused = 0;
    for (int i = 0; refused < 100 && i < 1_000_000; i++) {
      try {
        ping(rig, "core", now.plusMillis(i), i);
        taken.add((double) i);
      } catch (StoreRefusedException e) {
        refused++;
      }
    }
    assertEquals(100, refused);
    faults().comeBack();
    await(() -> canFlush(rig));
    rig.settle();
    ping(rig, "core", now.plus(Duration.ofMinutes(45)), -1);
    taken.add(-1.0);
    rig.settle();

    assertEquals(taken, rig.values("core", "ping.rtt"));
  }

  private static boolean canFlush(SampleRig rig) {
    rig.pingCarrier().databaseIsBack();
    try {
      rig.store().flush();
      return true;
    } catch (StoreRefusedException e) {
      return false;
    }
  }

  @Test
  @DisplayName("a record that cannot be understood is left out, and those around it are stored")
  void corruptRecord() {
    SampleRig rig = rig("a");
    ping(rig, "core", now, 1);
    rig.store().flush();
    rig.pings().append(Lane.PAGE, new byte[] {4, 'c', 'o', 'r', 'e', 0, 3, 17, 1, 1});
    rig.pings().append(200, new byte[] {1});
    ping(rig, "core", now.plusSeconds(1), 2);
    rig.settle();

    assertEquals(List.of(1.0, 2.0), rig.values("core", "ping.rtt"));
    assertEquals(2, rig.pingCarrier().health().refused());
  }

  @Test
  @DisplayName("two programs write the same devices at once, and nothing is lost or stored twice")
  void twoPrograms() throws Exception {
    SampleRig first = rig("a");
    SampleRig second = rig("b");
    ExecutorService executor = Executors.newFixedThreadPool(2);
    List<Future<?>> running = new ArrayList<>();
    for (SampleRig rig : List.of(first, second)) {
      running.add(executor.submit(() -> fill(rig)));
    }
    for (Future<?> one : running) {
      one.get(SampleRig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    executor.shutdown();

    for (int device = 0; device < 20; device++) {
      assertEquals(2 * 5 * 10, first.values("device " + device, "ping.rtt").size());
    }
  }

  private void fill(SampleRig rig) {
    for (int round = 0; round < 5; round++) {
      for (int device = 0; device < 20; device++) {
        for (int i = 0; i < 10; i++) {
          ping(rig, "device " + device, now.plusSeconds(10L * round + i), i);
        }
      }
      rig.settle();
    }
  }

  @Test
  @DisplayName("names of devices may be anything")
  void hostileNames() {
    SampleRig rig = rig("a");
    List<String> names =
        List.of(
            "",
            "пристрій-7",
            "Robert'); drop table monitor_reading; --",
            "\"{curly}\" %s ? :x $1 \\",
            "nul \0 inside",
            "nul _ inside",
            "half \ud83d of a pair",
            "half \udd25 of a pair",
            "\ud83d\udd25",
            "x".repeat(10_000),
            "x".repeat(10_000) + "y",
            IntStream.range(0, 10_000)
                .collect(
                    StringBuilder::new,
                    (text, i) -> text.append((char) (0x4e00 + i * 7_919 % 20_000)),
                    StringBuilder::append)
                .toString());
    for (int i = 0; i < names.size(); i++) {
      ping(rig, names.get(i), now, i);
    }
    rig.settle();

    for (int i = 0; i < names.size(); i++) {
      assertEquals(List.of((double) i), rig.values(names.get(i), "ping.rtt"), names.get(i));
    }
  }

  @Test
  @DisplayName("after a restart positions go on above those of before, and the history is there")
  void restart() {
    SampleRig first = rig("a");
    long before = 0;
    for (int i = 0; i < 3_000; i++) {
      before = first.append("core", now.plusMillis(i), Readings.of(PING, i));
    }
    first.settle();
    first.close();
    SampleRig second = rig("a");
    assertTrue(second.store().acceptedThrough() >= before);
    long after = second.append("core", now.plusSeconds(4), Readings.of(PING, 1));

    assertTrue(after > before, after + " does not come after " + before);
    second.settle();
    assertEquals(after, second.store().acceptedThrough());
    assertEquals(3_001, second.values("core", "ping.rtt").size());
  }

  @Test
  @DisplayName("a store that is closed takes nothing, and has given its spool what it took")
  void closed() {
    SampleRig first = rig("a");
    ping(first, "core", now, 1);
    first.store().close();
    assertThrows(RuntimeException.class, () -> ping(first, "core", now, 2));
    first.close();

    SampleRig second = rig("a");
    second.settle();
    await(() -> !second.values("core", "ping.rtt").isEmpty());
    assertFalse(second.values("core", "ping.rtt").contains(2.0));
  }
}
