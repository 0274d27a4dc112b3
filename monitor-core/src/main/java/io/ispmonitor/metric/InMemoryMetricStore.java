package io.ispmonitor.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps samples in memory, within one budget of bytes for all series together: 64 MB by default.
 *
 * <p>Rows are kept in the order in which they came, whatever their series, in segments of a 32nd of
 * the budget, but at most 256 KB. When the budget is used up, the oldest segment is dropped as a
 * whole, and its samples are counted. So the history of a series reaches back as far as that of any
 * other, whether it is asked often or seldom. The newest rows are found at once; reading all of a
 * long history takes about a millisecond for a thousand or two of its rows.
 *
 * <p>Values are kept to the resolution of their metric, off by half of it at most, or exactly where
 * the resolution is 0. A row of two columns, such as those of a ping, takes about twelve bytes with
 * all that belongs to it; a device takes some twenty more. No object is made for a row or a device,
 * so a collector finds little to do here. Bytes are counted as they are with compressed references,
 * which is the default of heaps up to 32 GB, and a segment counts as a whole from its first row on.
 *
 * <p>Samples are read in the order of time also where the clock stepped back between them; those
 * with the same time stay in the order in which they came.
 *
 * <p>Thread-safe. Readers hold the lock only to find the series; what they read is not copied, and
 * the sink may take its time. A read notes where the samples of its range lie, eight bytes for
 * each. Closing does nothing: what is kept can still be read.
 */
public final class InMemoryMetricStore implements MetricStore {

  /** The budget when none is given: 64 MB. */
  public static final long DEFAULT_BYTES = 64L << 20;

  private static final long FEWEST_BYTES = 64L << 10;

  /** How small a part of the budget a segment is, which is also what one drop may cost. */
  private static final int FEWEST_SEGMENTS = 32;

  /** So that no collector takes a segment for huge. */
  private static final long MOST_SEGMENT_BYTES = 256L << 10;

  /** So that what went leaves the table before as many came. */
  private static final int PLACES_SWEPT = 8;

  private final long budget;
  private final Histories histories;
  private final RowLog log;
  private final RowWriter columns = new RowWriter();
  private int readers;
  private long position;
  private long droppedSamples;
  private long completeFrom = Long.MIN_VALUE;

  private InMemoryMetricStore(long budget) {
    if (budget < FEWEST_BYTES) {
      throw new IllegalArgumentException(
          "in-memory metric store: the budget must be at least %d bytes, was %d"
              .formatted(FEWEST_BYTES, budget));
    }
    this.budget = budget;
    this.histories = new Histories(mostPlaces(budget));
    this.log = new RowLog(segmentBits(budget));
  }

  /** A store with the {@link #DEFAULT_BYTES}. */
  public static InMemoryMetricStore ofDefaultSize() {
    return holding(DEFAULT_BYTES);
  }

  /**
   * A store with this budget.
   *
   * @param bytes how much of the heap it may take, at least 64 KB
   */
  public static InMemoryMetricStore holding(long bytes) {
    return new InMemoryMetricStore(bytes);
  }

  @Override
  public synchronized long append(SampleBatch batch) {
    if (batch.readings().size() > 0) {
      columns.write(batch.readings());
      keep(batch);
      histories.sweep(PLACES_SWEPT, log.segments().start());
    }
    return ++position;
  }

  /** The last position, at once: no crash is survived here. */
  @Override
  public synchronized long acceptedThrough() {
    return position;
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "read of %s: from %s is after to %s; turn them round".formatted(series, from, to));
    }
    List<Walk> walks = begin(series);
    try {
      for (Walk walk : walks) {
        walk.find(EpochNanos.of(from), EpochNanos.of(to));
      }
      Walk.handOver(walks, sink);
    } finally {
      end();
    }
  }

  /**
   * Drops the history of a device that is gone; it does not count as {@link #droppedSamples()}. It
   * cannot be read from now on. Takes time in proportion to its rows. Its bytes come free when the
   * segments they lie in are the oldest.
   */
  public synchronized void forget(String device) {
    for (History history : histories.of(device)) {
      log.forget(history);
      histories.remove(history.block());
    }
  }

  /** How much of the heap it takes at present. */
  public synchronized long bytes() {
    return log.bytes() + histories.bytes();
  }

  /** How many samples were dropped to stay within the budget, gaps included. */
  public synchronized long droppedSamples() {
    return droppedSamples;
  }

  /** The series whose samples are here. Thread-safe, and never waits for long. */
  public KnownSeries series() {
    return this::seriesOf;
  }

  private synchronized List<SeriesKey> seriesOf(String device) {
    Set<SeriesKey> keys = new LinkedHashSet<>();
    for (History history : histories.of(device)) {
      SeriesBlock block = history.block();
      for (int column = 0; column < block.layout().size(); column++) {
        keys.add(block.key(column));
      }
    }
    return List.copyOf(keys);
  }

  /**
   * Of all that was appended, that of this time and later is still here; in nanoseconds since 1970.
   */
  synchronized long completeFrom() {
    return completeFrom;
  }

  @Override
  public String toString() {
    return "in-memory metrics: %d of %d bytes used, %d samples dropped for room"
        .formatted(bytes(), budget, droppedSamples());
  }

  private void keep(SampleBatch batch) {
    int samples = batch.readings().size();
    int place = place(batch.series());
    if (histories.bytes() + log.newBytes(columns) > budget) {
      droppedSamples += samples;
      completeFrom = Math.max(completeFrom, batch.epochNanos() + 1);
      return;
    }
    Segment dropped = null;
    while (bytes() + log.growth(columns) > budget) {
      dropped = drop();
    }
    // A reader may still look at what was dropped; one that begins later does not come to it.
    Segment reused = readers == 0 ? dropped : null;
    long last = histories.last(place);
    histories.setLast(place, log.append(last, batch.epochNanos(), columns, samples, reused));
  }

  private int place(SeriesBlock series) {
    int place = histories.find(series);
    return place == Histories.NOT_FOUND ? add(series) : place;
  }

  private int add(SeriesBlock series) {
    while (histories.isFull()) {
      histories.makeRoom(log.segments().start());
      if (histories.isFull()) {
        drop();
      }
    }
    return histories.add(series);
  }

  private Segment drop() {
    Segment dropped = log.dropOldest();
    droppedSamples += dropped.samples();
    completeFrom = Math.max(completeFrom, dropped.latestNanos() + 1);
    return dropped;
  }

  private synchronized List<Walk> begin(SeriesKey series) {
    List<Walk> walks = new ArrayList<>(2);
    for (History history : histories.of(series.device())) {
      int column = history.block().layout().indexOf(series.metric(), series.instance());
      if (column != Layout.NO_COLUMN) {
        walks.add(new Walk(log.segments(), history, column));
      }
    }
    readers++;
    return walks;
  }

  private synchronized void end() {
    readers--;
  }

  private static int segmentBits(long budget) {
    long bytes = Math.min(budget / FEWEST_SEGMENTS, MOST_SEGMENT_BYTES);
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes);
  }

  /** Three quarters of the budget at most are for the table of histories. */
  private static int mostPlaces(long budget) {
    return (int) Math.min(budget / 4 * 3 / Histories.PLACE_BYTES, 1 << 29);
  }
}
