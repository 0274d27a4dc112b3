package io.ispmonitor.jdbc.internal.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.support.Postgres;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how fast samples are taken and carried; a server beside the tests does not force to disk.
 */
@ExtendWith(Postgres.class)
class SampleFiguresTest {
  private static final Logger LOG = LoggerFactory.getLogger("io.ispmonitor.figures");
  private static final int DEVICES = Integer.getInteger("samples.devices", 2_000);
  private static final int ROUNDS = 6;
  private static final int COLUMNS = 120;
  private static final Metric RTT = Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6);
  private static final Metric LOSS = Metric.gauge("ping.loss", Unit.RATIO, 1e-3);
  private static final Metric RATE = Metric.rate("if.rate", Unit.BITS_PER_SECOND, 1);
  private static final Layout PING = Layout.of(RTT, LOSS);
  private static final Layout POLL =
      Layout.of(
          IntStream.range(0, COLUMNS).mapToObj(i -> new Layout.Column(RATE, "eth" + i)).toList());
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(50));

  @TempDir Path folder;

  @Test
  @DisplayName("samples are taken and carried at a speed that is only told")
  void figures(PostgresDatabase database) {
    try (SampleRig rig =
        new SampleRig(
            DatabaseKind.POSTGRESQL, database.asOwner(), folder.resolve("spools").resolve("all"))) {
      int polls = DEVICES;
      say("polls of 120 values", (long) polls * COLUMNS, polls, rig, () -> poll(rig, polls));
      int pings = ROUNDS * DEVICES * 5;
      say("pings of 2 values", 2L * pings, pings, rig, () -> ping(rig));
      SeriesKey one = SeriesKey.of("device-77", "ping.rtt");
      long began = System.nanoTime();
      assertEquals(ROUNDS, rig.read(one, Instant.MIN, Instant.MAX).size());
      LOG.info("one series was read in {} us", (System.nanoTime() - began) / 1_000);
    }
  }

  private static void say(String what, long samples, int batches, SampleRig rig, Runnable work) {
    long began = System.nanoTime();
    work.run();
    long appended = System.nanoTime();
    rig.settle();
    long carried = System.nanoTime();
    LOG.info(
        "{}: {} batches, appended {}/s ({} samples/s), carried in {} ms ({} samples/s)",
        what,
        batches,
        batches * 1_000_000_000L / (appended - began),
        samples * 1_000_000_000L / (appended - began),
        (carried - began) / 1_000_000,
        samples * 1_000_000_000L / (carried - began));
  }

  private void poll(SampleRig rig, int count) {
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      double[] values = random.doubles(COLUMNS, 1e6, 1e8).toArray();
      rig.append("device-" + i % DEVICES, start.plusMillis(i), Readings.of(POLL, values));
    }
  }

  private void ping(SampleRig rig) {
    Random random = new Random(2);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < 5 * DEVICES; i++) {
        Instant at = start.plusSeconds(30L * round).plusMillis(i % 30_000);
        double rtt = 0.01 * Math.exp(0.3 * random.nextGaussian());
        rig.append("device-" + i, at, Readings.of(PING, rtt, 0));
      }
    }
  }
}
