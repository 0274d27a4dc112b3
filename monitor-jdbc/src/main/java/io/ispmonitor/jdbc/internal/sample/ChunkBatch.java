package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Chunks of some devices and one hour, on their way into the database. One thread. */
final class ChunkBatch {
  private static final int MOST_CHUNKS = 4_000;
  private static final int MOST_BYTES = 8 << 20;

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Long> devices = new TreeSet<>();
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private long bytes;

  /**
   * A series with its chunks of the hour.
   *
   * @param device the number of the device
   * @param series which of its series
   * @param resolution what the chunks were made with
   * @param chunks one, or more for very many samples
   */
  record Entry(
      int device,
      DeviceHour.SeriesName series,
      double resolution,
      List<SeriesChunks.Chunk> chunks) {}

  void add(Entry entry, Metric metric) {
    entries.add(entry);
    devices.add((long) entry.device());
    metrics.putIfAbsent(metric.name(), metric);
    entry.chunks().forEach(chunk -> bytes += chunk.data().length);
  }

  boolean isFull() {
    return entries.size() >= MOST_CHUNKS || bytes >= MOST_BYTES;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The numbers of the devices, each once. */
  long[] devices() {
    return devices.stream().mapToLong(Long::longValue).toArray();
  }

  /** The metrics by their names. */
  Map<String, Metric> metrics() {
    return metrics;
  }

  void clear() {
    entries.clear();
    devices.clear();
    metrics.clear();
    bytes = 0;
  }
}
