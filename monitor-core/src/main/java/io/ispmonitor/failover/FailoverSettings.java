package io.ispmonitor.failover;

import io.ispmonitor.time.TimeSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What a failover is made of. */
record FailoverSettings<T>(
    String name,
    T primary,
    T fallback,
    Check<? super T> check,
    @Nullable CarryOver<? super T> carryOver,
    FailoverLimits limits,
    FailoverMode mode,
    List<FailoverListener> listeners,
    TimeSource time,
    ThreadFactory threads,
    @Nullable Executor executor) {

  FailoverSettings {
    listeners = List.copyOf(listeners);
  }

  /** The name of the loop, and the beginning of the names of all threads. */
  String threadName() {
    return "ispmonitor-failover-" + name;
  }

  /** Where host code runs: the host's executor, or a thread of its own for each call. */
  Executor executorFor(String what) {
    return executor == null ? new ThreadPerCall(threadName() + "-" + what, threads) : executor;
  }
}
