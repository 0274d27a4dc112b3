package io.ispmonitor.app.web.api;

import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works out what takes long: one report after the other, on a thread of its own, and each once for
 * all who ask within a minute. Thread-safe.
 */
final class Reports implements AutoCloseable {
  private static final long KEPT = Duration.ofMinutes(1).toNanos();
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final int MOST_KEPT = 16;
  private static final int MOST_WAITING = 8;

  private final TimeSource time;
  private final ThreadPoolExecutor worker;
  private final Map<Object, Report> known = new LinkedHashMap<>(16, 0.75f, true);

  private record Report(CompletableFuture<Object> result, long askedAt) {}

  Reports(TimeSource time) {
    this.time = time;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "isp-monitor-reports");
              thread.setDaemon(true);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
  }

  /**
   * A report.
   *
   * @param key equal for what is the same report
   * @throws Refusal when too many others wait to be worked out
   */
  @SuppressWarnings("unchecked") // a key stands for one sort of report alone
  synchronized <T> CompletableFuture<T> of(Object key, Supplier<T> work) {
    Report report = known.get(key);
    if (report == null || isOld(report)) {
      report = new Report(begin(work), time.nanoTime());
      known.put(key, report);
      forgetSome();
    }
    return (CompletableFuture<T>) report.result();
  }

  private CompletableFuture<Object> begin(Supplier<?> work) {
    try {
      return CompletableFuture.supplyAsync(work::get, worker);
    } catch (RejectedExecutionException e) {
      throw Refusal.notNow(
          "%d other reports are to be worked out first; ask again".formatted(MOST_WAITING), AGAIN);
    }
  }

  /** What is still being worked out is not begun again. */
  private boolean isOld(Report report) {
    return report.result().isCompletedExceptionally()
        || (report.result().isDone() && time.nanoTime() - report.askedAt() >= KEPT);
  }

  private void forgetSome() {
    @Nullable Object oldest = null;
    for (Map.Entry<Object, Report> entry : known.entrySet()) {
      if (oldest == null && entry.getValue().result().isDone()) {
        oldest = entry.getKey();
      }
    }
    if (known.size() > MOST_KEPT && oldest != null) {
      known.remove(oldest);
    }
  }

  /** Forgets all, such as when there is another site. */
  synchronized void forget() {
    known.clear();
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
