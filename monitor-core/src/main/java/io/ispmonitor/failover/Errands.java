package io.ispmonitor.failover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of host code that were decided under a lock and are handed to executors without it, since
 * an executor is host code too. At most one check and one carry-over at a time.
 */
final class Errands {
  private final Deque<Errand> waiting = new ArrayDeque<>();

  /** A call is to be handed over soon; who is told if the executor does not take it. */
  synchronized void add(HostCall call, Executor executor, Consumer<Throwable> refused) {
    waiting.addLast(new Errand(call, executor, refused));
  }

  /** Hands all over. Not to be called with a lock held. */
  void run() {
    for (Errand next = next(); next != null; next = next()) {
      handOver(next);
    }
  }

  private synchronized @Nullable Errand next() {
    return waiting.pollFirst();
  }

  private static void handOver(Errand errand) {
    try {
      errand.executor.execute(errand.call);
    } catch (Throwable e) { // of host code anything may come, checked or not
      errand.call.giveUp(); // should it be begun all the same
      errand.refused.accept(e);
    }
  }

  private record Errand(HostCall call, Executor executor, Consumer<Throwable> refused) {}
}
