package io.ispmonitor.icmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Asks through {@link InetAddress#isReachable(int)}, which on Windows sends an ICMP echo through
 * the system's own helper library. Each question holds a thread while it waits, so there are only
 * so many at once; one that waited too long for a thread ends void, not silent.
 *
 * <p>Written for Windows, tested elsewhere with a stand-in for the system call, never run on
 * Windows. Should Windows refuse the helper, the JDK is said to try a TCP connection in its place;
 * this class cannot see that.
 */
final class ReachableBackend implements IcmpBackend {
  static final int THREADS = 64;
  static final int QUEUE = 10_000;
  private static final long MARGIN_NANOS = 20_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Reachability reachability;
  private final TimeSource time;
  private final ThreadPoolExecutor executor;

  ReachableBackend(
      Reachability reachability, TimeSource time, ThreadFactory threads, int threadCount) {
    this.reachability = reachability;
    this.time = time;
    this.executor =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            threads);
    executor.allowCoreThreadTimeOut(true);
  }

  /** Refuses what {@code isReachable} cannot do. */
  static ReachableBackend open(
      String name, int count, EchoOptions options, TimeSource time, ThreadFactory threads) {
    boolean plain =
        options.dscp() == 0
            && !options.dontFragment()
            && options.payloadBytes() == EchoOptions.DEFAULT.payloadBytes();
    if (count != 1 || !plain) {
      throw new IllegalArgumentException(
          "ICMP probe '%s': on this system a question is one plain echo; leave out count, payload,"
                  .formatted(name)
              + " DSCP and don't-fragment");
    }
    return new ReachableBackend(InetAddress::isReachable, time, threads, THREADS);
  }

  @Override
  public Layout layout() {
    return IcmpMetrics.SINGLE;
  }

  @Override
  public Question start(
      Device device, InetAddress address, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    AtomicBoolean wanted = new AtomicBoolean(true);
    Inquiry inquiry = new Inquiry(address, deadline, outcome, wanted);
    try {
      executor.execute(inquiry);
    } catch (RejectedExecutionException e) {
      outcome.accept(
          executor.isShutdown()
              ? new ProbeOutcome.Void("the ICMP probe was closed")
              : new ProbeOutcome.Broken(
                  "device '%s': %d questions wait for a thread already; ask slower"
                      .formatted(device.id(), QUEUE),
                  e));
    }
    return () -> {
      wanted.set(false);
      executor.remove(inquiry);
    };
  }

  @Override
  public List<HealthCheck> health() {
    int waiting = executor.getQueue().size();
    String detail =
        "%d of %d threads busy, %d questions wait"
            .formatted(executor.getActiveCount(), executor.getMaximumPoolSize(), waiting);
    return List.of(
        waiting > executor.getMaximumPoolSize()
            ? HealthCheck.degraded("icmp.threads", detail)
            : HealthCheck.healthy("icmp.threads", detail));
  }

  /** Questions that wait end void; those that hold a thread end with their own timeout. */
  @Override
  public void close() {
    for (Runnable waiting : executor.shutdownNow()) {
      ((Inquiry) waiting).closed();
    }
  }

  /** The system call. */
  @FunctionalInterface
  interface Reachability {
    boolean test(InetAddress address, int timeoutMillis) throws IOException;
  }

  private final class Inquiry implements Runnable {
    private final InetAddress address;
    private final Deadline deadline;
    private final Consumer<ProbeOutcome> outcome;
    private final AtomicBoolean wanted;

    Inquiry(
        InetAddress address,
        Deadline deadline,
        Consumer<ProbeOutcome> outcome,
        AtomicBoolean wanted) {
      this.address = address;
      this.deadline = deadline;
      this.outcome = outcome;
      this.wanted = wanted;
    }

    @Override
    public void run() {
      long began = time.nanoTime();
      long waited = began - deadline.askedNanos();
      if (waited > deadline.timeoutNanos() / 10) {
        end(
            new ProbeOutcome.Void(
                "the question waited %d ms for one of %d threads; fewer devices, or a longer"
                        .formatted(waited / 1_000_000, executor.getMaximumPoolSize())
                    + " timeout, would let it be asked in time"));
        return;
      }
      long margin = Math.min(MARGIN_NANOS, deadline.timeoutNanos() / 10);
      long millis = (deadline.timeoutNanos() - waited - margin) / 1_000_000;
      ask(began, (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis)));
    }

    private void ask(long began, int timeoutMillis) {
      try {
        boolean reached = reachability.test(address, timeoutMillis);
        long took = time.nanoTime() - began;
        end(
            reached
                ? new ProbeOutcome.Answered(
                    Readings.of(IcmpMetrics.SINGLE, took / NANOS_PER_SECOND, 0))
                : new ProbeOutcome.Silent(Duration.ofNanos(took)));
      } catch (IOException e) {
        end(
            new ProbeOutcome.Broken(
                "echo to %s could not be sent: %s"
                    .formatted(address.getHostAddress(), e.getMessage()),
                e));
      }
    }

    void closed() {
      end(new ProbeOutcome.Void("the ICMP probe was closed"));
    }

    private void end(ProbeOutcome result) {
      if (wanted.getAndSet(false)) {
        outcome.accept(result);
      }
    }
  }
}
