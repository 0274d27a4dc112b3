package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.block.RowBlockWriter;
import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.StoreRefusedException;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps samples in a database, by way of two spools: one for readings of many columns, which are
 * polls, and one for readings of few, which are pings. Pings are gathered in memory to pages of
 * some hundreds, for a fifth of a second at most, before the spool gets them.
 *
 * <p>What can be read is what was carried into the database; it comes some seconds later, pings
 * some minutes. Times are rounded down to the millisecond. Positions are the store's own: they rise
 * with every batch, also from one start to the next. Thread-safe.
 */
public final class JdbcMetricStore implements MetricStore {
  /** Readings with fewer columns are taken for pings. */
  static final int POLL_COLUMNS = 8;

  private static final Logger log = LoggerFactory.getLogger(JdbcMetricStore.class);
  private static final long GATHER = Duration.ofMillis(200).toNanos();

  private final SampleHistory history;
  private final Runnable wakeCarriers;
  private final TimeSource time;
  private final Pool<RowBlockWriter> encoders = new Pool<>(RowBlockWriter::new);
  private final Object lock = new Object();
  private final Lane polls;
  private final Lane pings;
  private final Watermark watermark;
  private long position;
  private boolean isArmed;
  private long armedAt;
  private boolean isClosed;
  private volatile @Nullable Wakeup wakeup;

  private JdbcMetricStore(
      Spool polls, Spool pings, SampleHistory history, Runnable wakeCarriers, TimeSource time) {
    this.history = history;
    this.wakeCarriers = wakeCarriers;
    this.time = time;
    this.polls = new Lane(polls, false);
    this.pings = new Lane(pings, true);
    this.position =
        Math.multiplyExact(this.polls.last() + this.pings.last(), PageWriter.MOST_ENTRIES);
    this.watermark = new Watermark(mark());
  }

  /**
   * A store that gives samples to spools from now on. The spools and what carries them over stay
   * with the caller, who closes them after the store.
   *
   * @param polls takes readings of many columns; nobody else may append to it
   * @param pings takes readings of few columns; nobody else may append to it
   * @param history reads what was carried over
   * @param wakeCarriers called some times a second while there is something to carry
   * @param threads makes the thread of the loop, ispmonitor-samples
   */
  public static JdbcMetricStore open(
      Spool polls,
      Spool pings,
      SampleHistory history,
      Runnable wakeCarriers,
      TimeSource time,
      ThreadFactory threads) {
    JdbcMetricStore store = new JdbcMetricStore(polls, pings, history, wakeCarriers, time);
    store.wakeup = time.drive("ispmonitor-samples", store::turn, threads);
    return store;
  }

  @Override
  public long append(SampleBatch batch) {
    if (batch.readings().size() == 0) {
      return appendNothing();
    }
    byte[] name = StoredName.of(batch.series().device()).getBytes(StandardCharsets.UTF_8);
    byte[] block = encode(batch);
    boolean isFirst;
    long given;
    synchronized (lock) {
      refuseWhenClosed();
      Lane lane = batch.readings().size() >= POLL_COLUMNS ? polls : pings;
      boolean hadWaiting = pings.waiting() > 0;
      lane.add(name, batch.readings().layout(), block);
      if (hadWaiting && lane == pings && pings.waiting() == 1) {
        watermark.mark(mark()); // all before this one went into the spool
      }
      given = taken();
      isFirst = arm();
    }
    if (isFirst) {
      wake();
    }
    return given;
  }

  private long appendNothing() {
    synchronized (lock) {
      refuseWhenClosed();
      return taken();
    }
  }

  private byte[] encode(SampleBatch batch) {
    RowBlockWriter encoder = encoders.take();
    encoder.start(batch.readings().layout());
    encoder.add(SampleTimes.stored(batch.epochNanos()), batch.readings());
    byte[] block = encoder.finish();
    encoders.giveBack(encoder);
    return block;
  }

  private void refuseWhenClosed() {
    if (isClosed) {
      throw new StoreRefusedException("metric store: it is closed and takes no more samples");
    }
  }

  private long taken() {
    position++;
    if (pings.waiting() == 0) {
      watermark.mark(mark());
    }
    return position;
  }

  private Watermark.Mark mark() {
    return new Watermark.Mark(position, polls.last(), pings.last());
  }

  /** Returns whether the loop has to be told. */
  private boolean arm() {
    boolean wasArmed = isArmed;
    if (!wasArmed) {
      isArmed = true;
      armedAt = time.nanoTime();
    }
    return !wasArmed;
  }

  private void wake() {
    Wakeup loop = wakeup;
    if (loop != null) {
      loop.wake();
    }
  }

  private long turn(long now) {
    synchronized (lock) {
      long due = armedAt + GATHER;
      if (!isArmed) {
        return Step.ON_WAKE;
      }
      if (due - now > 0) {
        return due;
      }
      if (!flushed()) {
        armedAt = now;
        return now + GATHER; // the spool counts and says what it refuses
      }
      isArmed = false;
      watermark.advance(polls.durable(), pings.durable());
    }
    wakeCarriers.run();
    return Step.ON_WAKE;
  }

  private boolean flushed() {
    try {
      pings.flush();
    } catch (StoreRefusedException e) {
      return false;
    }
    watermark.mark(mark());
    return true;
  }

  @Override
  public long acceptedThrough() {
    synchronized (lock) {
      return watermark.advance(polls.durable(), pings.durable());
    }
  }

  /**
   * Where the two spools stand.
   *
   * @param polls the position of the last record the store gave to the spool of polls; 0 for none
   * @param pings the position of the last record the store gave to the spool of pings; 0 for none
   */
  public record SpoolPositions(long polls, long pings) {}

  /**
   * Gives the spools all that was appended.
   *
   * @return what has to be carried for all of it to be read
   * @throws StoreRefusedException when a spool takes no more
   */
  public SpoolPositions flush() {
    synchronized (lock) {
      pings.flush();
      watermark.mark(mark());
      return new SpoolPositions(polls.given(), pings.given());
    }
  }

  @Override
  public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "read of %s: from %s is after to %s; turn them round".formatted(series, from, to));
    }
    history.read(series, EpochNanos.of(from), EpochNanos.of(to), sink);
  }

  /** Takes no more, and gives the spools what was gathered; they stay open. */
  @Override
  public void close() {
    synchronized (lock) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      if (!flushed()) {
        log.error(
            "STORE_SAMPLES_LOST {} readings of the last moment were not taken by the spool of pings"
                + " and are lost; look at its disk",
            pings.waiting());
      }
    }
    Wakeup loop = wakeup;
    if (loop != null) {
      loop.close();
    }
    wakeCarriers.run();
  }

  @Override
  public String toString() {
    return "metric store over spools and " + history;
  }
}
