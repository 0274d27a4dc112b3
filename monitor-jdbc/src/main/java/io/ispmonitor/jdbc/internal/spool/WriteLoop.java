package io.ispmonitor.jdbc.internal.spool;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what waits in the intake to the tail, and forces it when the policy says so. */
final class WriteLoop {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private final Path directory;
  private final long mostUnforced;
  private final long intervalNanos;
  private final Intake intake;
  private final Tail tail;
  private final Ages ages;
  private final Trouble trouble;
  private final TimeSource time;
  private final Closeable whenOver;
  private volatile @Nullable Wakeup wakeup;
  private long retryAt;
  private boolean isOver;
  private volatile boolean isClosing;

  WriteLoop(
      SpoolOptions options,
      Intake intake,
      Tail tail,
      Ages ages,
      Trouble trouble,
      TimeSource time,
      Closeable whenOver) {
    this.directory = options.directory();
    this.mostUnforced = options.memoryBytes() / 2;
    this.intervalNanos =
        options.fsync() instanceof FsyncPolicy.Every every ? every.interval().toNanos() : 0;
    this.intake = intake;
    this.tail = tail;
    this.ages = ages;
    this.trouble = trouble;
    this.time = time;
    this.whenOver = whenOver;
    this.retryAt = time.nanoTime();
  }

  void start(ThreadFactory threads) {
    wakeup = time.drive("ispmonitor-spool", this::turn, threads);
  }

  void wake() {
    Wakeup loop = wakeup;
    if (loop != null) {
      loop.wake();
    }
  }

  /** Asks for a last turn; returns whether it was made within this time. */
  boolean close(Duration atMost) throws InterruptedException {
    isClosing = true;
    Wakeup loop = wakeup;
    if (loop == null) {
      return true;
    }
    loop.wake();
    loop.close();
    return loop.awaitEnd(atMost);
  }

  private long turn(long now) {
    Thread.interrupted(); // a channel closes itself when its thread is interrupted
    boolean isLast = isClosing;
    if (isOver) {
      return Step.ON_WAKE;
    }
    ages.came(intake.last());
    if (!isLast && trouble.isThere() && retryAt - now > 0) {
      return retryAt;
    }
    writeInTime(now, isLast);
    if (isLast) {
      end();
      return Step.ON_WAKE;
    }
    return next();
  }

  private void writeInTime(long now, boolean isLast) {
    tail.times().begins(now);
    long before = tail.acceptedThrough();
    try {
      write(isLast);
      if (tail.acceptedThrough() > before || !isWaiting()) {
        trouble.works();
      }
    } catch (IOException e) {
      retryAt = time.nanoTime() + trouble.failed(e);
    } catch (RuntimeException | Error e) {
      retryAt = time.nanoTime() + trouble.failed(new IOException(e.toString(), e));
    } finally {
      tail.times().ends();
    }
  }

  private void write(boolean isLast) throws IOException {
    do {
      writePieces();
      if (tail.isUnforced() && (isLast || isForceDue())) {
        tail.force();
      }
    } while (isLast && intake.unwritten() != null);
  }

  /** Writes until nothing waits, or so much is not forced that memory would run short. */
  private void writePieces() throws IOException {
    Chunk.Piece piece = intake.unwritten();
    while (piece != null) {
      tail.write(piece);
      piece = tail.unforcedBytes() > mostUnforced ? null : intake.unwritten();
    }
  }

  /** Whether anything is not durable yet; a write alone does not tell that the disk works. */
  private boolean isWaiting() {
    return tail.isUnforced() || intake.unwritten() != null;
  }

  private boolean isForceDue() {
    return trouble.isThere()
        || tail.unforcedBytes() > mostUnforced
        || time.nanoTime() - tail.unforcedSince() >= intervalNanos;
  }

  private long next() {
    if (trouble.isThere()) {
      return retryAt;
    }
    if (intake.unwrittenBytes() > 0) {
      return time.nanoTime();
    }
    return tail.isUnforced() ? tail.unforcedSince() + intervalNanos : Step.ON_WAKE;
  }

  private void end() {
    isOver = true;
    long unwritten = intake.last() - tail.acceptedThrough();
    if (unwritten > 0) {
      log.error(
          "SPOOL_UNWRITTEN spool {}: closed with {} records that could not be written: {}",
          directory,
          unwritten,
          trouble.text());
    }
    try (whenOver;
        tail) {
      log.debug("spool {}: closed with everything through {}", directory, tail.acceptedThrough());
    } catch (IOException e) {
      log.warn("SPOOL_CLOSE_FAILED spool {} could not be closed in order", directory, e);
    }
  }
}
