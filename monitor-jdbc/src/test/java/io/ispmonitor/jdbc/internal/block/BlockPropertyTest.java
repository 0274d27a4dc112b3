package io.ispmonitor.jdbc.internal.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockPropertyTest {
  private static final int ROUNDS = 1_500;

  private final SeriesChunkWriter chunkWriter = new SeriesChunkWriter();
  private final SeriesChunkReader chunkReader = new SeriesChunkReader();
  private final RowBlockWriter rowWriter = new RowBlockWriter();
  private final RowBlockReader rowReader = new RowBlockReader();

  /** Something that is tried with random samples. */
  private interface Trial {
    void run(AnySamples any);
  }

  private static void repeat(long seed, Trial trial) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      long roundSeed = random.nextLong();
      try {
        trial.run(new AnySamples(new SplittableRandom(roundSeed)));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("round %d with the seed %d".formatted(round, roundSeed), e);
      }
    }
  }

  private static List<Taken> samples(AnySamples any, int count) {
    List<Taken> samples = new ArrayList<>();
    long[] times = any.times(count);
    double[] values = any.values(count);
    Gap[] gaps = any.gaps(count);
    for (int i = 0; i < count; i++) {
      samples.add(
          gaps[i] == Gap.NONE ? Taken.of(times[i], values[i]) : Taken.gap(times[i], gaps[i]));
    }
    return samples;
  }

  private static void assertKept(List<Taken> written, List<Taken> read, double resolution) {
    assertEquals(written.size(), read.size());
    for (int i = 0; i < written.size(); i++) {
      Taken before = written.get(i);
      Taken after = read.get(i);
      assertEquals(before.epochNanos(), after.epochNanos());
      assertEquals(before.gap(), after.gap());
      if (before.gap() == Gap.NONE) {
        double error = Math.abs(before.value() - after.value());
        assertTrue(
            resolution == 0 ? before.bits() == after.bits() : error <= resolution / 2,
            () -> "%s became %s at a resolution of %s".formatted(before, after, resolution));
      } else {
        assertTrue(Double.isNaN(after.value()));
      }
    }
  }

  private byte[] chunk(double resolution, List<Taken> samples) {
    chunkWriter.start(resolution);
    samples.forEach(
        sample -> chunkWriter.accept(sample.epochNanos(), sample.value(), sample.gap()));
    return chunkWriter.finish();
  }

  private List<Taken> readChunk(byte[] chunk) {
    Taken.Kept kept = new Taken.Kept();
    chunkReader.read(chunk, kept);
    return kept.samples;
  }

  private List<Taken> readColumn(int column) {
    Taken.Kept kept = new Taken.Kept();
    rowReader.read(column, kept);
    return kept.samples;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("a chunk keeps times and gaps exactly and values to the resolution")
  void chunkKeeps(long seed) {
    repeat(
        seed,
        any -> {
          double resolution = any.resolution();
          List<Taken> samples = samples(any, any.count(300));

          assertKept(samples, readChunk(chunk(resolution, samples)), resolution);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  @DisplayName("what was read from a chunk makes the same chunk again, byte for byte")
  void chunkIsIdempotent(long seed) {
    repeat(
        seed,
        any -> {
          double resolution = any.resolution();
          byte[] chunk = chunk(resolution, samples(any, any.count(300)));

          assertArrayEquals(chunk, chunk(resolution, readChunk(chunk)));
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  @DisplayName("a value comes back the same whatever others it lies beside")
  void companyDoesNotMatter(long seed) {
    repeat(
        seed,
        any -> {
          double resolution = any.resolution();
          List<Taken> samples = samples(any, any.count(40));
          List<Taken> together = readChunk(chunk(resolution, samples));

          for (int i = 0; i < samples.size(); i++) {
            assertEquals(
                List.of(together.get(i)), readChunk(chunk(resolution, List.of(samples.get(i)))));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  @DisplayName("a row block gives the same samples of each column as a chunk of them")
  void rowsLikeChunks(long seed) {
    repeat(
        seed,
        any -> {
          Layout layout = any.layout();
          int rows = any.count(60);
          List<List<Taken>> columns = columns(any, layout, rows);
          byte[] block = block(layout, columns, rows, any);

          rowReader.open(block, layout);
          assertEquals(rows, rowReader.rows());
          for (int i = layout.size() - 1; i >= 0; i--) {
            double resolution = layout.column(i).metric().resolution();
            List<Taken> read = readColumn(i);
            assertKept(columns.get(i), read, resolution);
            assertEquals(readChunk(chunk(resolution, columns.get(i))), read);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42})
  @DisplayName("a range read is a full read without what is outside the range")
  void ranges(long seed) {
    repeat(
        seed,
        any -> {
          List<Taken> samples = samples(any, any.count(100));
          byte[] chunk = chunk(1, samples);
          long from = any.count(2) == 1 ? any.anyTime() : samples.get(0).epochNanos();
          long to = any.count(2) == 1 ? any.anyTime() : samples.get(0).epochNanos() + 1;
          Taken.Kept kept = new Taken.Kept();
          chunkReader.read(chunk, from, to, kept);

          assertEquals(
              readChunk(chunk).stream().filter(sample -> sample.isIn(from, to)).toList(),
              kept.samples);
        });
  }

  /** The same times in all of them. */
  private static List<List<Taken>> columns(AnySamples any, Layout layout, int rows) {
    List<List<Taken>> columns = new ArrayList<>();
    long[] times = any.times(rows);
    for (int column = 0; column < layout.size(); column++) {
      List<Taken> samples = new ArrayList<>();
      for (Taken sample : samples(any, rows)) {
        samples.add(new Taken(times[samples.size()], sample.bits(), sample.gap()));
      }
      columns.add(samples);
    }
    return columns;
  }

  private byte[] block(Layout layout, List<List<Taken>> columns, int rows, AnySamples any) {
    rowWriter.start(layout);
    long[] times = any.times(rows);
    for (int row = 0; row < rows; row++) {
      Readings.Builder readings = Readings.in(layout);
      long time = times[row];
      for (int column = 0; column < layout.size(); column++) {
        Taken sample = columns.get(column).get(row);
        time = sample.epochNanos();
        if (sample.gap() == Gap.NONE) {
          readings.set(column, sample.value());
        } else {
          readings.gap(column, sample.gap());
        }
      }
      rowWriter.add(time, readings.build());
    }
    return rowWriter.finish();
  }
}
