package io.ispmonitor.app.web.http;

import io.ispmonitor.app.web.access.Caller;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * All streams of events there are, a bounded number. Each is written by one thread at a time, which
 * is there only while there is something to write; who does not read holds up nobody else.
 * Thread-safe.
 */
public final class Streams implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final int most;
  private final long patience;
  private final Guard guard;
  private final Semaphore room;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor writers;

  /**
   * None yet.
   *
   * @param most how many there may be at once
   * @param patience for how long something may be on its way to a reader
   */
  public Streams(int most, Duration patience, Guard guard) {
    this.most = most;
    this.patience = patience.toNanos();
    this.guard = guard;
    this.room = new Semaphore(most);
    this.writers =
        new ThreadPoolExecutor(
            0,
            2 * most + 8,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "isp-monitor-stream");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What the streams have in common, however they are sent. */
  interface Stream {

    /** Who reads it. */
    Caller reader();

    /** Shows that it goes on. */
    void ping();

    /**
     * Ends it when its reader reads too slowly.
     *
     * @param now by {@link Streams#now}
     * @param patience for how long something may have been on its way
     */
    void check(long now, long patience);

    /** Ends it. */
    void end();
  }

  /** Where streams are written and their sources may call. */
  public Executor writers() {
    return writers;
  }

  /**
   * Makes room for one more.
   *
   * @throws Refusal when there are too many
   */
  void enter() {
    if (!room.tryAcquire()) {
      throw Refusal.notNow(
          "%d streams of events are open, and more are not allowed; close some pages"
              .formatted(most),
          AGAIN);
    }
  }

  /** Takes one in for which there is room. */
  void add(Stream stream) {
    open.add(stream);
  }

  /** Lets go of one; does nothing the second time. */
  void leave(Stream stream) {
    if (open.remove(stream)) {
      room.release();
    }
  }

  /** Gives back room that was made and not used. */
  void leave() {
    room.release();
  }

  /** How many there are. */
  public int size() {
    return open.size();
  }

  /** Shows all that they go on, and ends those whose reader may not read any more. */
  public void ping() {
    for (Stream stream : open) {
      if (guard.mayStay(stream.reader())) {
        stream.ping();
      } else {
        stream.end();
      }
    }
  }

  /** Ends those whose reader reads too slowly; to be called every second. */
  public void check() {
    long now = now();
    open.forEach(stream -> stream.check(now, patience));
  }

  /** The time of lines and readers, in nanoseconds: that of the machine, whatever the site's is. */
  long now() {
    return System.nanoTime();
  }

  /** Ends all; more may come. Browsers come back by themselves. */
  public void endAll() {
    open.forEach(Stream::end);
  }

  @Override
  public void close() {
    endAll();
    writers.shutdownNow();
  }
}
