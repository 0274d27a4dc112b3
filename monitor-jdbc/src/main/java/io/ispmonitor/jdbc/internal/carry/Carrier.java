package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.jdbc.database.OutageCause;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.jdbc.internal.spool.SpoolBatch;
import io.ispmonitor.jdbc.internal.spool.SpoolHealth;
import io.ispmonitor.jdbc.internal.spool.SpoolRecord;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what a spool holds into the database, in order, each record once: the transaction that
 * takes a batch notes its end, and a batch of which it is not known whether it was taken is tried
 * again as it was. Runs on a loop of its own; when the database is away it tries again without end.
 */
public final class Carrier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Carrier.class);
  private static final long POLL = Duration.ofMillis(20).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final CarrierOptions options;
  private final Spool spool;
  private final Database database;
  private final BatchWriter writer;
  private final CarriedPositions positions;
  private final Gate gate;
  private final Reports reports;
  private final TimeSource time;
  private final Backoff backoff;
  private volatile CarrierHealth health = CarrierHealth.BEGINNING;
  private volatile @Nullable Wakeup wakeup;
  private volatile boolean isClosing;
  private final AtomicLong stoppedNanos = new AtomicLong();

  /** Whether what waits is not gathered any longer: what an earlier run left has waited enough. */
  private volatile boolean isHurried = true;

  /** How many wait for something to be carried. */
  private final AtomicInteger waiters = new AtomicInteger();

  private boolean isResumed;

  /** Whether the database has said how far it is, at least once. */
  private volatile boolean hasAsked;

  /** The position that the database has noted, as far as is known. */
  private long known;

  private long retryAt;

  /**
   * A carrier to be started.
   *
   * @param writer knows the records of the spool
   * @param gate is passed before it goes on, at first and after each failure
   * @param reports hears how the database answers
   * @param chance spreads attempts
   */
  public Carrier(
      CarrierOptions options,
      Spool spool,
      Database database,
      BatchWriter writer,
      Gate gate,
      Reports reports,
      TimeSource time,
      RandomGenerator chance) {
    this.options = options;
    this.spool = spool;
    this.database = database;
    this.writer = writer;
    this.positions = new CarriedPositions(database, spool.writerId(), options.name());
    this.gate = gate;
    this.reports = reports;
    this.time = time;
    this.backoff = new Backoff(chance);
    this.retryAt = time.nanoTime();
  }

  /**
   * How far the spool was carried, as the database knows it within a transaction; 0 for nowhere.
   */
  public long position(Connection connection) throws SQLException {
    return positions.read(connection);
  }

  /** Begins to carry. */
  public void start(ThreadFactory threads) {
    wakeup = time.drive("ispmonitor-carry-" + options.name(), this::turn, threads);
  }

  /** There is something to carry. */
  public void wake() {
    Wakeup loop = wakeup;
    if (loop != null) {
      loop.wake();
    }
  }

  /** The database is back: it is tried at once. */
  public void databaseIsBack() {
    isHurried = true;
    wake();
  }

  /** How carrying goes. Any thread. */
  public CarrierHealth health() {
    return health;
  }

  /** Whether everything through a position is in the database, or cannot get there at present. */
  public boolean isSettled(long position) {
    CarrierHealth is = health;
    return is.carriedThrough() >= position || is.error() != null;
  }

  /**
   * Waits until everything through a position is in the database.
   *
   * @return whether it is
   */
  public boolean awaitCarried(long position, Duration atMost) throws InterruptedException {
    return await(() -> health.carriedThrough() >= position, atMost);
  }

  /**
   * Waits until nothing waits in the spool any more, as far as the database was asked: one that was
   * restored lacks what the spool takes for carried.
   *
   * @return whether that is so
   */
  public boolean awaitEmpty(Duration atMost) throws InterruptedException {
    return await(() -> hasAsked && spool.health().waitingRecords() == 0, atMost);
  }

  private synchronized boolean await(BooleanSupplier isSo, Duration atMost)
      throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    waiters.incrementAndGet();
    try {
      wake();
      while (!isSo.getAsBoolean()) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(Math.max(1, left / 1_000_000));
      }
      return true;
    } finally {
      waiters.decrementAndGet();
    }
  }

  /** Whether what waits is to be carried without being gathered. */
  private boolean isInHurry() {
    return isHurried || waiters.get() > 0;
  }

  /** Asks the loop to end, and does not wait for that. */
  public void stop() {
    isClosing = true;
    stoppedNanos.compareAndSet(0, System.nanoTime());
    Wakeup loop = wakeup;
    if (loop != null) {
      loop.close();
    }
  }

  /** Ends the loop, within two seconds of being asked; what is not carried stays in the spool. */
  @Override
  public void close() {
    stop();
    Wakeup loop = wakeup;
    if (loop == null) {
      return;
    }
    Duration passed = Duration.ofNanos(System.nanoTime() - stoppedNanos.get());
    Duration left = passed.compareTo(CLOSE) < 0 ? CLOSE.minus(passed) : Duration.ZERO;
    try {
      if (!loop.awaitEnd(left)) {
        log.warn(
            "STORE_LEFT_BEHIND {}: the database has not answered for {} s; what it was to take is"
                + " tried again at the next start",
            options.name(),
            CLOSE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long turn(long now) {
    if (isClosing) {
      return Step.ON_WAKE;
    }
    if (retryAt - now > 0 && !isHurried) {
      return retryAt;
    }
    try {
      return carry();
    } catch (SQLException e) {
      reports.failed(e);
      return failed(OutageCause.of(e).advice() + ": " + FailureText.of(e), e);
    } catch (IOException | RuntimeException e) {
      return failed("the spool cannot be carried on: " + FailureText.of(e), e);
    }
  }

  private long failed(String reason, Exception e) {
    CarrierHealth before = health;
    if (before.error() == null) {
      log.warn(
          "STORE_WAITS {}: {}; it waits in the spool, and is tried again without end",
          options.name(),
          reason);
      log.debug("how {} failed", options.name(), e);
    }
    note(before.failed(reason));
    isResumed = false;
    isHurried = false;
    retryAt = time.nanoTime() + backoff.failed();
    return retryAt;
  }

  private long carry() throws SQLException, IOException {
    if (!isResumed) {
      resume();
    }
    SpoolHealth waiting = spool.health();
    long records = waiting.waitingRecords();
    if (records == 0) {
      isHurried = false;
      if (health.error() != null) {
        goesOn();
        note(health.answered());
      }
      return Step.ON_WAKE;
    }
    long due = dueIn(waiting);
    if (due > 0 && !isInHurry() && health.error() == null) {
      return time.nanoTime() + due;
    }
    SpoolBatch batch = spool.next(options.maxRecords(), options.maxBytes()).orElse(null);
    if (batch == null) {
      return time.nanoTime() + POLL; // not durable yet
    }
    carry(batch);
    return time.nanoTime();
  }

  /** For how long it may gather. */
  private long dueIn(SpoolHealth waiting) {
    boolean isFull =
        waiting.waitingRecords() >= options.maxRecords()
            || waiting.waitingBytes() >= options.maxBytes();
    return isFull ? 0 : options.patience().minus(waiting.oldestAge()).toNanos();
  }

  private void resume() throws SQLException, IOException {
    gate.pass();
    writer.forget();
    long position = positions.read();
    spool.resumeAfter(position);
    known = position;
    isResumed = true;
    hasAsked = true;
    note(health.resumed(position));
  }

  private void carry(SpoolBatch batch) throws SQLException, IOException {
    boolean isNew;
    List<Sifting.Refusal> refusals = List.of();
    try {
      writer.prepare(database, batch.records());
      isNew = write(batch, writer::write);
    } catch (SQLException | RuntimeException e) {
      if (!Sifting.isOfRecords(e)) {
        throw e;
      }
      writer.forget(); // it may be that what is known of the database is wrong
      Sifting sifting = new Sifting(writer);
      writer.prepare(database, batch.records());
      isNew = write(batch, sifting::write);
      refusals = sifting.refusals();
    }
    refusals.forEach(this::tell);
    spool.done(batch);
    known = batch.last();
    succeeded(batch, isNew, refusals.size());
  }

  private interface Way {
    void write(Connection connection, List<SpoolRecord> records) throws SQLException;
  }

  /** Returns false when the database had it. */
  private boolean write(SpoolBatch batch, Way way) throws SQLException {
    return database.write(
        "write " + options.name(),
        connection -> {
          boolean isNew = positions.advance(connection, known, batch.last());
          if (isNew) {
            way.write(connection, batch.records());
          }
          return isNew;
        });
  }

  private void tell(Sifting.Refusal refusal) {
    log.error(
        "STORE_RECORD_REFUSED {}: {} cannot be stored and is left out: {}",
        options.name(),
        refusal.record(),
        FailureText.of(refusal.reason()));
    log.debug("how {} was refused", refusal.record(), refusal.reason());
  }

  private void succeeded(SpoolBatch batch, boolean isNew, int refused) {
    goesOn();
    note(health.carried(batch.last(), batch.records().size(), !isNew, refused, time.instant()));
  }

  private void goesOn() {
    reports.answered();
    CarrierHealth before = health;
    if (before.error() != null) {
      log.info(
          "STORE_GOES_ON {}: the database takes what waited, after {} attempts: {}",
          options.name(),
          before.failures(),
          before.error());
    }
    backoff.reset();
    retryAt = time.nanoTime();
  }

  private synchronized void note(CarrierHealth now) {
    health = now;
    notifyAll();
  }
}
