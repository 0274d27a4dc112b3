package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.SampleBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a provider's devices bring in the course of time: each radio is pinged every 30 s and each
 * switch polled every 60 s, spread evenly. For one thread.
 */
final class Traffic {
  private static final long PING_EVERY = Duration.ofSeconds(30).toNanos();
  private static final long POLL_EVERY = Duration.ofSeconds(60).toNanos();

  private final Provider provider;
  private final long startNanos;
  private long pings;
  private long polls;

  Traffic(Provider provider, long startNanos) {
    this.provider = provider;
    this.startNanos = startNanos;
  }

  /** When the next one is due, in nanoseconds since the start. */
  long nextDue() {
    return Math.min(pingDue(), pollDue());
  }

  private long pingDue() {
    return due(pings, provider.pinged(), PING_EVERY);
  }

  private long pollDue() {
    return due(polls, provider.polled(), POLL_EVERY);
  }

  private static long due(long number, int devices, long every) {
    return devices == 0
        ? Long.MAX_VALUE
        : number / devices * every + number % devices * every / devices;
  }

  SampleBatch next() {
    long pingDue = pingDue();
    long pollDue = pollDue();
    if (pingDue <= pollDue) {
      return provider.ping((int) (pings++ % provider.pinged()), startNanos + pingDue);
    }
    return provider.poll((int) (polls++ % provider.polled()), startNanos + pollDue);
  }

  /** All that is due before a time since the start. */
  List<SampleBatch> before(long sinceStart) {
    List<SampleBatch> batches = new ArrayList<>();
    while (nextDue() < sinceStart) {
      batches.add(next());
    }
    return batches;
  }

  static long samples(List<SampleBatch> batches) {
    return batches.stream().mapToLong(batch -> batch.readings().size()).sum();
  }
}
