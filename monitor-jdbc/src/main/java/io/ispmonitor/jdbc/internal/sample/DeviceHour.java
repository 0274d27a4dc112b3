package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.CorruptBlockException;
import io.ispmonitor.jdbc.internal.block.RowBlockReader;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The readings of one device in one hour, row by row, on their way to chunks, series by series. To
 * be used again and again, by one thread. Of a device with very many columns only some are unpacked
 * at a time, so memory is bounded by {@link #MOST_CELLS} samples and the rows as they are stored.
 */
final class DeviceHour {
  static final int MOST_CELLS = 1 << 20;
  private static final int MOST_KEPT = 1 << 10;

  private final RowBlockReader reader = new RowBlockReader();
  private final SeriesChunks packer = new SeriesChunks();
  private final List<SampleBuffer> buffers = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final Map<SeriesName, Integer> places = new HashMap<>();
  private final IdentityHashMap<Layout, int[]> placesOf = new IdentityHashMap<>();
  private long cells;

  private static final class Row {
    final Layout layout;
    final byte[] block;

    Row(Layout layout, byte[] block) {
      this.layout = layout;
      this.block = block;
    }
  }

  /**
   * A series of a device, as the database names it.
   *
   * @param metric the name of the metric
   * @param instance the instance, short enough to be stored
   */
  record SeriesName(String metric, String instance) {}

  /** A series with the finest resolution that any row has it in. */
  private static final class Column {
    final SeriesName name;
    final Metric metric;
    double resolution;

    Column(SeriesName name, Metric metric) {
      this.name = name;
      this.metric = metric;
      this.resolution = metric.resolution();
    }
  }

  /** Takes over what comes of the readings. */
  interface ChunkSink {
    void accept(
        SeriesName series, Metric metric, double resolution, List<SeriesChunks.Chunk> chunks);

    /** A part of a row cannot be read, and is left out. */
    void unreadable(CorruptBlockException why);
  }

  /**
   * Adds a row.
   *
   * @throws CorruptBlockException if it cannot be read; it is not added then
   */
  void add(Layout layout, byte[] block) {
    reader.open(block, layout);
    cells += (long) reader.rows() * layout.size();
    rows.add(new Row(layout, block));
    placesOf.computeIfAbsent(layout, this::places);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  private int[] places(Layout layout) {
    int[] found = new int[layout.size()];
    for (int i = 0; i < found.length; i++) {
      Layout.Column column = layout.column(i);
      SeriesName name = new SeriesName(column.metric().name(), StoredName.of(column.instance()));
      int place = places.computeIfAbsent(name, any -> columns.size());
      if (place == columns.size()) {
        columns.add(new Column(name, column.metric()));
      }
      Column known = columns.get(place);
      known.resolution = Math.min(known.resolution, column.metric().resolution());
      found[i] = place;
    }
    return found;
  }

  /** Hands over all chunks, and is empty then. */
  void pack(long hour, ChunkSink sink) {
    int some = atATime();
    for (int from = 0; from < columns.size(); from += some) {
      int to = Math.min(columns.size(), from + some);
      gather(from, to, sink);
      for (int place = from; place < to; place++) {
        Column column = columns.get(place);
        List<SeriesChunks.Chunk> chunks =
            packer.pack(buffers.get(place - from), column.resolution, hour);
        sink.accept(column.name, column.metric, column.resolution, chunks);
      }
    }
    clear();
  }

  /** How many columns may be unpacked at once. */
  private int atATime() {
    long ofColumn = Math.max(1, cells / Math.max(1, columns.size()));
    return Math.toIntExact(Math.max(1, Math.min(columns.size(), MOST_CELLS / ofColumn)));
  }

  private void gather(int from, int to, ChunkSink sink) {
    while (buffers.size() < to - from) {
      buffers.add(new SampleBuffer());
    }
    for (Row row : rows) {
      try {
        gather(row, from, to);
      } catch (CorruptBlockException e) {
        sink.unreadable(e);
      }
    }
  }

  private void gather(Row row, int from, int to) {
    int[] found = placesOf.getOrDefault(row.layout, new int[0]);
    reader.open(row.block, row.layout);
    for (int i = 0; i < found.length; i++) {
      if (found[i] >= from && found[i] < to) {
        reader.read(i, buffers.get(found[i] - from));
      }
    }
  }

  private void clear() {
    rows.clear();
    columns.clear();
    places.clear();
    placesOf.clear();
    cells = 0;
    if (buffers.size() > MOST_KEPT) {
      buffers.subList(MOST_KEPT, buffers.size()).clear();
    }
  }
}
