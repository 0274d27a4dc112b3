package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.time.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one diagnosis, each of them until a time of its own. It is over when nobody is
 * left. Thread-safe.
 */
final class Inquirers {
  private final List<Inquirer> waiting = new ArrayList<>();
  private boolean over;

  private record Inquirer(CompletableFuture<Diagnosis> result, long untilNanos) {}

  /**
   * Takes in one more.
   *
   * @return its own result, which nobody else can complete or cancel; null when it is over
   */
  synchronized @Nullable CompletableFuture<Diagnosis> join(long untilNanos) {
    if (over) {
      return null;
    }
    CompletableFuture<Diagnosis> result = new CompletableFuture<>();
    waiting.add(new Inquirer(result, untilNanos));
    return result;
  }

  synchronized boolean isOver() {
    return over;
  }

  /** When the time of the next of them is over; {@link Step#ON_WAKE} when nobody waits. */
  synchronized long nextNanos() {
    return waiting.stream().mapToLong(Inquirer::untilNanos).min().orElse(Step.ON_WAKE);
  }

  /** Takes out those whose time is over. */
  synchronized List<CompletableFuture<Diagnosis>> due(long now) {
    List<CompletableFuture<Diagnosis>> due = new ArrayList<>();
    for (Iterator<Inquirer> left = waiting.iterator(); left.hasNext(); ) {
      Inquirer one = left.next();
      if (now - one.untilNanos >= 0) {
        due.add(one.result);
        left.remove();
      }
    }
    over |= waiting.isEmpty();
    return due;
  }

  /** Takes out all that are left; it is over. */
  synchronized List<CompletableFuture<Diagnosis>> all() {
    over = true;
    List<CompletableFuture<Diagnosis>> all = waiting.stream().map(Inquirer::result).toList();
    waiting.clear();
    return all;
  }
}
