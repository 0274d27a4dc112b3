package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.SeriesChunkWriter;
import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.SampleSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs the samples of one series and one hour into chunks. There is one, which is found by the
 * hour; for each {@link SeriesChunkWriter#MOST_SAMPLES} samples there is a further one, found by
 * the time of its first sample. To be used again and again, by one thread.
 */
final class SeriesChunks {
  private final SeriesChunkWriter writer = new SeriesChunkWriter();
  private long key;
  private List<Chunk> chunks = new ArrayList<>();

  /**
   * A chunk.
   *
   * @param atMicros what it is found by, microseconds since 1970-01-01T00:00Z
   * @param data a block
   */
  record Chunk(long atMicros, byte[] data) {}

  /** Packs what a buffer holds, which is empty then. */
  List<Chunk> pack(SampleBuffer samples, double resolution, long hour) {
    chunks = new ArrayList<>(1);
    key = SampleTimes.micros(SampleTimes.startNanos(hour));
    writer.start(resolution);
    samples.handTo(new Packer(resolution));
    if (writer.samples() > 0) {
      chunks.add(new Chunk(key, writer.finish()));
    }
    return chunks;
  }

  private final class Packer implements SampleSink {
    private final double resolution;

    Packer(double resolution) {
      this.resolution = resolution;
    }

    @Override
    public void accept(long epochNanos, double value, Gap gap) {
      if (writer.samples() == SeriesChunkWriter.MOST_SAMPLES) {
        chunks.add(new Chunk(key, writer.finish()));
        key = Math.max(key + 1, SampleTimes.micros(epochNanos));
        writer.start(resolution);
      }
      writer.accept(epochNanos, value, gap);
    }
  }
}
