package io.ispmonitor.testkit.failover;

import io.ispmonitor.failover.Failover;
import io.ispmonitor.failover.FailoverBuilder;
import io.ispmonitor.failover.FailoverEvent;
import io.ispmonitor.failover.FailoverEvent.CarriedOver;
import io.ispmonitor.failover.FailoverEvent.Checked;
import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A remote service that comes and goes and a local one, in manual time. */
final class Pair {
  static final String REMOTE = "remote";
  static final String LOCAL = "local";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  final List<FailoverEvent> events = Collections.synchronizedList(new ArrayList<>());
  volatile boolean isAway;

  /** With all the defaults; host code runs where it is handed in, so all is done at once. */
  FailoverBuilder<String> builder() {
    return own().executor(Runnable::run);
  }

  /** The same with threads of its own. */
  FailoverBuilder<String> own() {
    return Failover.between("orders", REMOTE, LOCAL)
        .check(this::check)
        .listener(events::add)
        .time(time);
  }

  private void check(String service) throws IOException {
    if (!service.equals(REMOTE)) {
      throw new IllegalStateException("checked was " + service);
    }
    if (isAway) {
      throw new IOException("connection refused");
    }
  }

  /** The next check, and no more. */
  void nextCheck() {
    time.advance(Duration.ofSeconds(60));
  }

  void nextChecks(int howMany) {
    for (int i = 0; i < howMany; i++) {
      nextCheck();
    }
  }

  /** Callers that report a failure every 10 ms. */
  void reportFor(Failover<String> failover, Duration howLong) {
    long end = time.nanoTime() + howLong.toNanos();
    while (time.nanoTime() < end) {
      failover.reportFailure("connection reset");
      time.advance(Duration.ofMillis(10));
    }
  }

  List<Checked> checks() {
    return of(Checked.class);
  }

  List<CarriedOver> carryOvers() {
    return of(CarriedOver.class);
  }

  private <E> List<E> of(Class<E> kind) {
    synchronized (events) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /** Waits for what other threads do, which they do in an instant. */
  static void await(String what, BooleanSupplier isSo) {
    long began = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new AssertionError("not within 20 s: " + what);
      }
      Thread.onSpinWait();
    }
  }

  FailoverEvent lastEvent() {
    return events.get(events.size() - 1);
  }
}
