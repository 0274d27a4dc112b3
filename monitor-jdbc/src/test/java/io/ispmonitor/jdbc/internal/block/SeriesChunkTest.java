package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.PingMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeriesChunkTest {
  private static final long NOON = 1_774_785_600_000_000_000L;
  private static final long HALF_MINUTE = 30_000_000_000L;
  private static final long MILLI = 1_000_000L;

  private final SplittableRandom random = new SplittableRandom(7);

  private static List<Taken> series(int count, IntToDoubleFunction value) {
    List<Taken> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(Taken.of(NOON + i * HALF_MINUTE, value.applyAsDouble(i)));
    }
    return samples;
  }

  private List<Taken> jittered(List<Taken> samples, long unit) {
    return samples.stream()
        .map(
            sample -> {
              long late = random.nextLong(-3 * MILLI, 3 * MILLI);
              return Taken.of((sample.epochNanos() + late) / unit * unit, sample.value());
            })
        .toList();
  }

  private static void assertAtMost(double bytesPerSample, double resolution, List<Taken> samples) {
    int bytes = Taken.chunk(resolution, samples).length;
    assertTrue(
        bytes <= bytesPerSample * samples.size(),
        () -> "%d bytes for %d samples".formatted(bytes, samples.size()));
  }

  private static void assertExact(double resolution, List<Taken> samples) {
    assertEquals(samples, Taken.read(Taken.chunk(resolution, samples)));
  }

  @Test
  @DisplayName("an hour of round trips in milliseconds takes less than 3 bytes for each")
  void roundTrips() {
    List<Taken> samples = series(120, i -> 0.007 * Math.exp(0.3 * random.nextGaussian()));

    assertAtMost(3, PingMetrics.ROUND_TRIP.resolution(), jittered(samples, MILLI));
  }

  @Test
  @DisplayName("an hour of rates of some 50 Mbit/s takes less than 4 bytes for each")
  void rates() {
    List<Taken> samples = series(60, i -> 5e7 * Math.exp(0.1 * random.nextGaussian()));

    assertAtMost(4, 1, jittered(samples, MILLI));
  }

  @Test
  @DisplayName("what never changes takes 20 bytes, however long it lasts")
  void constant() {
    assertAtMost(20 / 120.0, 1e-3, series(120, i -> 0));
    assertAtMost(20 / 20_000.0, 1e-2, series(20_000, i -> 27.31));
  }

  @Test
  @DisplayName("a state that changes once takes 12 bytes more, however long it lasts")
  void stateChange() {
    assertAtMost(32 / 20_000.0, 1, series(20_000, i -> i < 7_000 ? 1 : 2));
  }

  @Test
  @DisplayName("times are kept to the nanosecond")
  void nanoseconds() {
    assertExact(1, jittered(series(120, i -> i), 1));
  }

  @Test
  @DisplayName("counters without a resolution are kept exactly, in fewer bytes than doubles")
  void counters() {
    long[] total = {1L << 52};
    List<Taken> samples = series(60, i -> total[0] += 40_000_000 + random.nextInt(4_000_000));

    assertExact(0, samples);
    assertAtMost(4, 0, samples);
  }

  @Test
  @DisplayName("values without a resolution are kept to the last bit, few decimals in few bytes")
  void exactValues() {
    assertExact(0, series(300, i -> random.nextGaussian() * 1e-7));
    assertExact(0, series(300, i -> i % 3 == 0 ? -0.0 : i % 3 == 1 ? 0.0 : 0.5));
    assertExact(0, series(300, i -> Double.longBitsToDouble(i)));
    assertExact(0, series(300, i -> i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE));
    assertExact(0, series(120, i -> (200 + random.nextInt(20)) / 10.0));
    assertAtMost(1, 0, series(120, i -> (200 + random.nextInt(20)) / 10.0));
  }

  @Test
  @DisplayName("a value too large for its resolution is kept, and the others are still rounded")
  void hugeValue() {
    List<Taken> read = Taken.read(Taken.chunk(1, series(9, i -> i == 4 ? 1e300 : i + 0.25)));

    assertEquals(series(9, i -> i == 4 ? 1e300 : i), read);
  }

  @Test
  @DisplayName("decimal values to a decimal resolution come back as they would be written")
  void decimals() {
    assertExact(1e-6, series(500, i -> i / 1e6));
    assertExact(1e-2, series(500, i -> -i / 1e2));
  }

  @Test
  @DisplayName("few values that lie far from each other take a bit or two each")
  void palette() {
    List<Taken> samples = series(1_200, i -> new double[] {0, 0.333, 0.667, 1}[random.nextInt(4)]);

    assertExact(1e-3, samples);
    assertAtMost(0.35, 1e-3, samples);
  }

  @Test
  @DisplayName("gaps keep their reason and take next to nothing when they last")
  void gaps() {
    List<Taken> samples = new ArrayList<>();
    for (Gap gap : Gap.values()) {
      for (int i = 0; i < 40; i++) {
        long time = NOON + samples.size() * HALF_MINUTE;
        samples.add(gap == Gap.NONE ? Taken.of(time, i) : Taken.gap(time, gap));
      }
    }

    assertExact(1, samples);
    assertAtMost(0.15, 1, samples);
    assertExact(1, samples.subList(40, 80));
  }

  @Test
  @DisplayName("a value that is no finite number needs a gap")
  void notFinite() {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(1);

    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> writer.accept(NOON, value, Gap.NONE));
      assertThrows(IllegalArgumentException.class, () -> writer.start(value));
    }
    assertThrows(IllegalArgumentException.class, () -> writer.start(-1));
    assertThrows(IllegalStateException.class, writer::finish);
  }

  @Test
  @DisplayName("a chunk that is full is refused another sample and can be finished")
  void full() {
    SeriesChunkWriter writer = new SeriesChunkWriter();
    writer.start(1);
    for (int i = 0; i < SeriesChunkWriter.MOST_SAMPLES; i++) {
      writer.accept(NOON + i * HALF_MINUTE, random.nextInt(1000), Gap.NONE);
    }

    assertThrows(IllegalStateException.class, () -> writer.accept(NOON, 1, Gap.NONE));
    assertEquals(SeriesChunkWriter.MOST_SAMPLES, writer.samples());
    assertEquals(SeriesChunkWriter.MOST_SAMPLES, Taken.read(writer.finish()).size());
  }

  @Test
  @DisplayName("the resolution is kept with the values, whatever it is")
  void resolutions() {
    for (double resolution : new double[] {0, 1e-19, 1e-6, 0.1, 1, 1e20, 0.3, Double.MIN_VALUE}) {
      byte[] chunk = Taken.chunk(resolution, series(5, i -> i * resolution));

      assertArrayEquals(chunk, Taken.chunk(resolution, Taken.read(chunk)));
    }
  }
}
