package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.CorruptBlockException;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the rows of an hour in the order of devices, and gives chunks away in batches. A block that
 * cannot be read is left out, counted and logged, since it would be in the way of the hour for
 * ever. One thread, one hour.
 */
final class HourPacker {
  private static final Logger log = LoggerFactory.getLogger(Compaction.class);

  private final long hour;
  private final BatchSink sink;
  private final DeviceHour rows = new DeviceHour();
  private final ChunkBatch batch = new ChunkBatch();
  private int device;
  private long unreadable;

  /** Takes batches over, which are used again afterwards. */
  interface BatchSink {
    void accept(ChunkBatch batch) throws SQLException;
  }

  HourPacker(long hour, BatchSink sink) {
    this.hour = hour;
    this.sink = sink;
  }

  /** Adds a row; those of one device have to come one behind the other, by time. */
  void add(int newDevice, Layout layout, byte[] block) throws SQLException {
    if (newDevice != device) {
      finishDevice();
      device = newDevice;
    }
    try {
      rows.add(layout, block);
    } catch (CorruptBlockException e) {
      leftOut(e);
    }
  }

  /** Gives the rest away, if only that there is none. */
  void finish() throws SQLException {
    finishDevice();
    sink.accept(batch);
    batch.clear();
    if (unreadable > 0) {
      log.error(
          "STORE_SAMPLES_UNREADABLE {} blocks of {} could not be read and are lost; look at the"
              + " memory and the disk of the database's machine",
          unreadable,
          SampleTimes.start(hour));
    }
  }

  private void finishDevice() throws SQLException {
    if (!rows.isEmpty()) {
      rows.pack(hour, new Sink());
      if (batch.isFull()) {
        sink.accept(batch);
        batch.clear();
      }
    }
  }

  private void leftOut(CorruptBlockException why) {
    if (unreadable++ == 0) {
      log.warn(
          "STORE_SAMPLES_UNREADABLE a block of {} of the device with the number {}",
          SampleTimes.start(hour),
          device,
          why);
    }
  }

  private final class Sink implements DeviceHour.ChunkSink {
    @Override
    public void accept(
        DeviceHour.SeriesName series,
        Metric metric,
        double resolution,
        List<SeriesChunks.Chunk> chunks) {
      if (!chunks.isEmpty()) {
        batch.add(new ChunkBatch.Entry(device, series, resolution, chunks), metric);
      }
    }

    @Override
    public void unreadable(CorruptBlockException why) {
      leftOut(why);
    }
  }
}
