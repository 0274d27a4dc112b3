package io.ispmonitor.synthetic;

import io.ispmonitor.device.NameResolver;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What would hold up the loop: name lookups, which wait for somebody else, and the arithmetic of
 * TLS handshakes. Each has a few threads of its own, made when needed and let go when idle.
 */
final class Aside implements AutoCloseable {
  private static final int TLS_THREADS = 2;
  private static final long IDLE_SECONDS = 10;

  private final NameResolver resolver;
  private final ThreadPoolExecutor lookups;
  private final ThreadPoolExecutor handshakes;
  private final TimeSource time;
  private final Map<Thread, Lookup> underWay = new ConcurrentHashMap<>();
  private final RecentCount refusedLookups;

  Aside(
      NameResolver resolver,
      int lookupThreads,
      int mostWaiting,
      int mostOpen,
      ThreadFactory threads,
      TimeSource time) {
    this.resolver = resolver;
    this.time = time;
    this.refusedLookups = new RecentCount(time);
    this.lookups = pool("ispmonitor-synthetic-lookup-", lookupThreads, mostWaiting, threads);
    // Enough for the one of each open conversation; those of ended ones make room.
    this.handshakes = pool("ispmonitor-synthetic-tls-", TLS_THREADS, mostOpen, threads);
  }

  private static ThreadPoolExecutor pool(
      String name, int size, int mostWaiting, ThreadFactory threads) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory named =
        task -> {
          Thread thread = threads.newThread(task);
          if (thread != null) {
            thread.setName(name + (number.getAndIncrement() % size + 1));
          }
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            named);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Looks a name up and runs one of the two on another thread.
   *
   * @throws OurSideException when too many wait already
   */
  void lookUp(String name, Consumer<InetAddress> found, Consumer<Exception> failed)
      throws OurSideException {
    try {
      lookups.execute(() -> resolve(name, found, failed));
    } catch (RejectedExecutionException e) {
      refusedLookups.increment();
      throw new OurSideException(
          "%d names wait to be looked up already; ask slower, or find out what holds the resolver"
              .formatted(lookups.getQueue().size()),
          e);
    }
  }

  private void resolve(String name, Consumer<InetAddress> found, Consumer<Exception> failed) {
    InetAddress address;
    underWay.put(Thread.currentThread(), new Lookup(name, time.nanoTime()));
    try {
      address = resolver.resolve(name);
    } catch (UnknownHostException | RuntimeException e) {
      failed.accept(e);
      return;
    } finally {
      underWay.remove(Thread.currentThread());
    }
    found.accept(address);
  }

  /**
   * Runs a part of a handshake, unless it has become vain by then.
   *
   * @param vain whether its conversation is over; asked by any thread
   * @throws OurSideException when the outlook is being closed
   */
  void handshake(BooleanSupplier vain, Runnable part) throws OurSideException {
    Handshake handshake = new Handshake(vain, part);
    try {
      if (handshakes.getQueue().remainingCapacity() == 0) {
        handshakes.getQueue().removeIf(one -> one instanceof Handshake other && other.isVain());
      }
      handshakes.execute(handshake);
    } catch (RejectedExecutionException e) {
      throw new OurSideException("the handshake found no thread", e);
    }
  }

  int waitingHandshakes() {
    return handshakes.getQueue().size();
  }

  int waitingLookups() {
    return lookups.getQueue().size();
  }

  /** How many names were not looked up because too many waited. */
  RecentCount refusedLookups() {
    return refusedLookups;
  }

  /** The one that has been under way for longest; null when there is none. */
  @Nullable Lookup oldestLookup() {
    long now = time.nanoTime();
    return underWay.values().stream()
        .max(Comparator.comparingLong(lookup -> now - lookup.begunNanos()))
        .orElse(null);
  }

  @Override
  public void close() {
    lookups.shutdownNow();
    handshakes.shutdownNow();
  }

  /** A name that is being looked up, since then. */
  record Lookup(String name, long begunNanos) {}

  /** A part of a handshake that waits for a thread. */
  private record Handshake(BooleanSupplier vain, Runnable part) implements Runnable {
    boolean isVain() {
      return vain.getAsBoolean();
    }

    @Override
    public void run() {
      if (!isVain()) {
        part.run();
      }
    }
  }
}
