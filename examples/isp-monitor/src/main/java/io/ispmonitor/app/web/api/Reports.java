package io.ispmonitor.app.web.api;

import io.ispmonitor.app.web.http.Refusal;
import io.ispmonitor.jdbc.database.HistoryException;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works out what takes long: one report after the other, on a thread of its own, and each once for
 * all who ask within a minute. Who asks later waits half a second for a new one, and gets the one
 * before when it is not ready by then: it says when it was made. Thread-safe.
 */
final class Reports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final long KEPT = Duration.ofMinutes(1).toNanos();
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final long WAITED_FOR = 500;
  private static final int MOST_KEPT = 16;
  private static final int MOST_WAITING = 8;

  private final TimeSource time;
  private final ThreadPoolExecutor worker;
  private final Map<Object, Report> known = new LinkedHashMap<>(16, 0.75f, true);

  private record Report(
      CompletableFuture<Made<Object>> result, long askedAt, @Nullable Made<Object> before) {}

  /**
   * A report that was worked out.
   *
   * @param of what it says
   * @param at when it was asked for
   * @param isOld whether it could not be worked out again since then: the database is away
   */
  record Made<T>(T of, Instant at, boolean isOld) {}

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
   * A report; when the database is away, the one before, where there is one.
   *
   * @param key equal for what is the same report
   * @throws Refusal when too many others wait to be worked out
   */
  @SuppressWarnings("unchecked") // a key stands for one sort of report alone
  synchronized <T> CompletableFuture<Made<T>> of(Object key, Supplier<T> work) {
    Report report = known.get(key);
    if (report == null || isOld(report)) {
      Made<Object> before = report == null ? null : last(report);
      report = new Report(begin(work, before), time.nanoTime(), before);
      known.put(key, report);
      forgetSome();
    }
    return (CompletableFuture<Made<T>>) (CompletableFuture<?>) soon(report);
  }

  private CompletableFuture<Made<Object>> soon(Report report) {
    Made<Object> before = report.before();
    return before == null || report.result().isDone()
        ? report.result()
        : report.result().copy().completeOnTimeout(before, WAITED_FOR, TimeUnit.MILLISECONDS);
  }

  /** Begins a report that nobody has asked for yet, where there is room; an old one is enough. */
  synchronized void prepare(Object key, Supplier<?> work) {
    if (!known.containsKey(key) && worker.getQueue().remainingCapacity() > MOST_WAITING / 2) {
      known.put(key, new Report(begin(work, null), time.nanoTime(), null));
      forgetSome();
    }
  }

  /** What is known of it; null for nothing. */
  private static @Nullable Made<Object> last(Report report) {
    return report.result().isCompletedExceptionally()
        ? report.before()
        : report.result().getNow(report.before());
  }

  private CompletableFuture<Made<Object>> begin(Supplier<?> work, @Nullable Made<Object> before) {
    Instant now = time.instant();
    try {
      return CompletableFuture.supplyAsync(() -> make(work, now, before), worker);
    } catch (RejectedExecutionException e) {
      throw Refusal.notNow(
          "%d other reports are to be worked out first; ask again".formatted(MOST_WAITING), AGAIN);
    }
  }

  private static Made<Object> make(Supplier<?> work, Instant now, @Nullable Made<Object> before) {
    try {
      return new Made<>(work.get(), now, false);
    } catch (HistoryException | Refusal e) {
      if (before == null) {
        throw e;
      }
      LOG.warn("HISTORY_NOT_READ the report of {} is shown in its place", before.at(), e);
      return new Made<>(before.of(), before.at(), true);
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
