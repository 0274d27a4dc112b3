package io.ispmonitor.synthetic;

import io.ispmonitor.device.NameResolver;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the conversations of {@link TcpProbe}, {@link DnsProbe} and {@link HttpProbe}: one
 * thread, {@code ispmonitor-synthetic}, and one selector for thousands of them. Make one, hand it
 * to any number of probes, and close it after the monitor.
 *
 * <p>Two things leave that thread, because they may take long: lookups of host names, and the
 * arithmetic of TLS handshakes. Both have a few threads of their own and bounded queues. All
 * methods may be called from any thread.
 */
public final class Outlook implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outlook.class);
  private static final String THREAD_NAME = "ispmonitor-synthetic";
  private static final long MOST_WAIT_MILLIS = 1_000;

  private final OutlookLoop loop;
  private final Thread thread;
  private final OutlookHealth health;

  private Outlook(OutlookLoop loop, Thread thread, OutlookHealth health) {
    this.loop = loop;
    this.thread = thread;
    this.health = health;
  }

  /**
   * With all the defaults of {@link Builder}.
   *
   * @throws UncheckedIOException when the system has no selector for us
   */
  public static Outlook open() {
    return builder().open();
  }

  /** Starts an outlook that differs from the default. */
  public static Builder builder() {
    return new Builder();
  }

  Question begin(Conversation conversation) {
    return loop.begin(conversation);
  }

  OutlookLoop loop() {
    return loop;
  }

  /** How many conversations are open at this moment, those that wait to begin included. */
  public int openConversations() {
    return loop.openCount();
  }

  /** How it is doing, as part of the probe of this name. */
  List<HealthCheck> health(String probe) {
    return List.of(health.check(probe + ".outlook"));
  }

  /**
   * Ends open conversations as {@link ProbeOutcome.Void}, closes their channels and ends the
   * threads. Waits for that at most a second, and not at all when called by whoever takes an
   * outcome. May be repeated.
   */
  @Override
  public void close() {
    loop.close();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(MOST_WAIT_MILLIS);
      if (thread.isAlive()) {
        log.warn(
            "synthetic probes: the loop did not end within {} ms; whoever takes outcomes may hold"
                + " it",
            MOST_WAIT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private static final int MOST_OPEN_LIMIT = 100_000;
    private static final int MOST_LOOKUP_THREADS = 64;

    private int mostOpen = 4_096;
    private int lookupThreads = 4;
    private int mostLookups = 1_000;
    private NameResolver resolver = NameResolver.system();
    private TimeSource time = TimeSource.system();
    private ThreadFactory threads = Builder::daemon;

    private Builder() {}

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task, THREAD_NAME);
      thread.setDaemon(true);
      return thread;
    }

    /**
     * How many conversations may be open at once, 1 to 100,000; 4,096 by default. Each holds a file
     * descriptor. Questions beyond it are {@link ProbeOutcome.Broken}.
     */
    public Builder mostOpen(int conversations) {
      this.mostOpen = Checks.between("outlook: mostOpen", conversations, 1, MOST_OPEN_LIMIT);
      return this;
    }

    /** How many names are looked up at once, 1 to 64; 4 by default. */
    public Builder lookupThreads(int threads) {
      this.lookupThreads =
          Checks.between("outlook: lookupThreads", threads, 1, MOST_LOOKUP_THREADS);
      return this;
    }

    /**
     * How many names may wait to be looked up, 1 to 100,000; 1,000 by default. Questions beyond it
     * are {@link ProbeOutcome.Broken}.
     */
    public Builder mostLookups(int waiting) {
      this.mostLookups = Checks.between("outlook: mostLookups", waiting, 1, MOST_OPEN_LIMIT);
      return this;
    }

    /** Finds addresses where an {@link HttpTarget} asks for it; the platform's by default. */
    public Builder resolver(NameResolver resolver) {
      this.resolver = resolver;
      return this;
    }

    /** The time to live by; the machine's by default. It must pass as fast as the machine's. */
    public Builder time(TimeSource time) {
      this.time = time;
      return this;
    }

    /** Makes the threads; daemon threads by default. They get names of ours. */
    public Builder threads(ThreadFactory threads) {
      this.threads = threads;
      return this;
    }

    /**
     * Starts the thread.
     *
     * @throws UncheckedIOException when the system has no selector for us
     */
    public Outlook open() {
      Aside aside = new Aside(resolver, lookupThreads, mostLookups, mostOpen, threads, time);
      OutlookLoop loop;
      try {
        loop = new OutlookLoop(time, mostOpen, aside);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "outlook: no selector; look at the limit of open files of this process", e);
      }
      return started(loop);
    }

    private Outlook started(OutlookLoop loop) {
      try {
        Thread thread = threads.newThread(loop);
        if (thread == null) {
          throw new IllegalStateException(
              "outlook: the thread factory returned no thread; hand in one that does");
        }
        thread.setName(THREAD_NAME);
        OutlookHealth health = new OutlookHealth(loop, thread);
        thread.start();
        return new Outlook(loop, thread, health);
      } catch (RuntimeException | Error e) {
        OutlookLoop.closeQuietly(loop.selector());
        throw e;
      }
    }
  }
}
