package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupChunkTest {
  private static final long NOON = 1_774_785_600_000_000_000L;
  private static final long FIVE_MINUTES = 300_000_000_000L;

  private final RollupChunkWriter writer = new RollupChunkWriter();
  private final RollupChunkReader reader = new RollupChunkReader();

  private record Bucket(long start, long count, double min, double mean, double max, double p95) {

    static Bucket empty(long start) {
      return new Bucket(start, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
  }

  private byte[] chunk(double resolution, long start, long width, List<Bucket> buckets) {
    writer.start(resolution, start, width);
    for (Bucket bucket : buckets) {
      if (bucket.count == 0) {
        writer.addEmpty();
      } else {
        writer.add(bucket.count, bucket.min, bucket.mean, bucket.max, bucket.p95);
      }
    }
    return writer.finish();
  }

  private List<Bucket> read(byte[] chunk) {
    List<Bucket> buckets = new ArrayList<>();
    reader.read(
        chunk,
        (start, count, min, mean, max, p95) ->
            buckets.add(new Bucket(start, count, min, mean, max, p95)));
    return buckets;
  }

  private static long start(int index) {
    return NOON + index * FIVE_MINUTES;
  }

  private static List<Bucket> anyBuckets(SplittableRandom random, long start, long width) {
    AnySamples any = new AnySamples(random);
    int count = any.count(60);
    double[] mins = any.values(count);
    double[] means = any.values(count);
    double[] maxes = any.values(count);
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long values = random.nextInt(4) == 0 ? 0 : 1 + (random.nextLong() >>> random.nextInt(1, 63));
      buckets.add(
          values == 0
              ? Bucket.empty(start + i * width)
              : new Bucket(start + i * width, values, mins[i], means[i], maxes[i], maxes[i]));
    }
    return buckets;
  }

  @Test
  @DisplayName("buckets are read back, empty ones too, the mean finer than the resolution")
  void readsBack() {
    List<Bucket> buckets =
        List.of(
            new Bucket(start(0), 10, 0.003, 0.004_000_125, 0.009, 0.008),
            Bucket.empty(start(1)),
            new Bucket(start(2), 9, 0.004, 0.005_000_062_5, 0.005, 0.005));

    assertEquals(buckets, read(chunk(1e-6, NOON, FIVE_MINUTES, buckets)));
  }

  @Test
  @DisplayName("buckets that are all empty take 12 bytes")
  void allEmpty() {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < 288; i++) {
      buckets.add(Bucket.empty(start(i)));
    }
    byte[] chunk = chunk(1e-6, NOON, FIVE_MINUTES, buckets);

    assertEquals(buckets, read(chunk));
    assertTrue(chunk.length <= 12, () -> chunk.length + " bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("any buckets are kept to the resolution, and make the same chunk again")
  void anyAreKept(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 1_500; round++) {
      double resolution = new AnySamples(random).resolution();
      long start = random.nextLong() >> 1;
      long width = 1 + (random.nextLong() >>> random.nextInt(8, 63));
      List<Bucket> buckets = anyBuckets(random, start, width);
      byte[] chunk = chunk(resolution, start, width, buckets);
      List<Bucket> read = read(chunk);

      assertEquals(buckets.size(), read.size());
      for (int i = 0; i < buckets.size(); i++) {
        assertKept(buckets.get(i), read.get(i), resolution);
      }
      assertArrayEquals(chunk, chunk(resolution, start, width, read));
    }
  }

  private static void assertKept(Bucket before, Bucket after, double resolution) {
    Supplier<String> what = () -> before + " became " + after + " at a resolution of " + resolution;
    assertEquals(before.start, after.start, what);
    assertEquals(before.count, after.count, what);
    if (before.count > 0) {
      assertTrue(Math.abs(before.min - after.min) <= resolution / 2, what);
      assertTrue(Math.abs(before.max - after.max) <= resolution / 2, what);
      assertTrue(Math.abs(before.p95 - after.p95) <= resolution / 2, what);
      assertTrue(Math.abs(before.mean - after.mean) <= resolution / 32, what);
    } else {
      assertTrue(Double.isNaN(after.min) && Double.isNaN(after.mean), what);
    }
  }

  @Test
  @DisplayName("a range takes the buckets that begin in it")
  void range() {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      buckets.add(i % 3 == 0 ? Bucket.empty(start(i)) : new Bucket(start(i), i, i, i, i, i));
    }
    byte[] chunk = chunk(1, NOON, FIVE_MINUTES, buckets);
    List<Bucket> read = new ArrayList<>();
    RollupSink sink =
        (start, count, min, mean, max, p95) ->
            read.add(new Bucket(start, count, min, mean, max, p95));
    reader.read(chunk, start(5), start(8), sink);
    reader.read(chunk, start(5), start(5), sink);

    assertEquals(buckets.subList(5, 8), read);
  }

  @Test
  @DisplayName("an hour of round trips takes 8 bytes or less for a bucket of five minutes")
  void size() {
    SplittableRandom random = new SplittableRandom(7);
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double[] trips = random.doubles(10, 0.003, 0.012).sorted().toArray();
      double mean = Arrays.stream(trips).average().orElseThrow();
      buckets.add(new Bucket(start(i), 10, trips[0], mean, trips[9], trips[9]));
    }
    byte[] chunk = chunk(1e-6, NOON, FIVE_MINUTES, buckets);

    assertTrue(chunk.length <= 12 * 8, () -> chunk.length + " bytes");
  }

  @Test
  @DisplayName("what cannot be a bucket is refused")
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> writer.start(1, NOON, 0));
    assertThrows(IllegalArgumentException.class, () -> writer.start(Double.NaN, NOON, 1));
    writer.start(1, Long.MAX_VALUE - 5, 5);
    assertThrows(IllegalStateException.class, writer::finish);
    assertThrows(IllegalArgumentException.class, () -> writer.add(0, 1, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> writer.add(1, 1, Double.NaN, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> writer.add(1, 1, 1, Double.POSITIVE_INFINITY, 1));
    writer.addEmpty();
    writer.addEmpty();
    assertThrows(IllegalArgumentException.class, writer::addEmpty);
    assertEquals(2, read(writer.finish()).size());
  }
}
