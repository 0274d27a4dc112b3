package io.ispmonitor.benchmarks.trial;

import io.ispmonitor.testkit.check.Violation;
import io.ispmonitor.testkit.trial.TrialResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Tries many seeds, on all processors, and says what was broken. */
public final class Months {
  private static final int SHOWN = 5;
  private static final int PROGRESS_EVERY = 50;

  private final long first;
  private final long count;
  private final Duration lasting;
  private final AtomicLong next;
  private final Tally tally = new Tally();

  private Months(long first, long count, Duration lasting) {
    this.first = first;
    this.count = count;
    this.lasting = lasting;
    this.next = new AtomicLong(first);
  }

  /** Takes the first seed, how many there are, and how long each lasts. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 3) {
      System.err.println("usage: Months <first seed> <number of seeds> <ISO 8601 duration>");
      System.exit(2);
    }
    Months months =
        new Months(Long.parseLong(args[0]), Long.parseLong(args[1]), Duration.parse(args[2]));
    if (!months.run()) {
      System.exit(1);
    }
  }

  private boolean run() throws InterruptedException {
    long began = System.nanoTime();
    Thread[] workers = new Thread[Runtime.getRuntime().availableProcessors()];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Thread(this::work, "trial-" + i);
      workers[i].start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    System.out.println(tally.summary(Duration.ofNanos(System.nanoTime() - began)));
    return tally.isClean();
  }

  private void work() {
    for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
      try {
        note(Trials.of(seed, lasting).run());
      } catch (RuntimeException | Error e) {
        tally.failed(seed, e);
        System.out.println("seed " + seed + " failed: " + e);
      }
    }
  }

  private void note(TrialResult result) {
    int done = tally.add(result);
    if (done % PROGRESS_EVERY == 0 && done < count) {
      System.out.println(done + " of " + count + " seeds done");
    }
    if (result.broken() > 0) {
      StringBuilder text = new StringBuilder();
      text.append("seed ").append(result.seed()).append(": ").append(result.counts());
      for (Violation violation : result.violations().stream().limit(SHOWN).toList()) {
        text.append(System.lineSeparator()).append("  ").append(violation);
      }
      System.out.println(text);
    }
  }
}
