package io.ispmonitor.benchmarks.core;

import io.ispmonitor.time.TimerWheel;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The wheel of a schedule: ticks of 5 ms, timers spread over 30 s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerWheelBenchmark {
  private static final Duration TICK = Duration.ofMillis(5);
  private static final int SLOTS = 1 << 14;
  private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
  private static final int BATCH = 6_000;

  /** How many timers are set at any time. */
  @Param({"60000", "1200000"})
  private int timers;

  private TimerWheel<Task> wheel = new TimerWheel<>(TICK, SLOTS, 0);
  private Task[] tasks = {};
  private long now;
  private long expired;
  private SplittableRandom random = new SplittableRandom(1);

  /** For the harness. */
  public TimerWheelBenchmark() {}

  /** Spreads the timers over the interval by chance, as the phases of devices are. */
  @Setup
  public void spread() {
    wheel = new TimerWheel<>(TICK, SLOTS, now);
    tasks = new Task[timers];
    random = new SplittableRandom(1);
    for (int i = 0; i < timers; i++) {
      tasks[i] = new Task();
      tasks[i].dueNanos = random.nextLong(INTERVAL_NANOS);
      wheel.schedule(tasks[i], tasks[i].dueNanos);
    }
  }

  /** A timer expires and is set again, as each device is in each interval. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long expireAndSetAgain() {
    while (expired < BATCH) {
      now += TICK.toNanos();
      expired += wheel.advance(now, this::setAgain);
    }
    // What was too much counts for the next time.
    expired -= BATCH;
    return now;
  }

  private void setAgain(Task task) {
    task.dueNanos += INTERVAL_NANOS;
    wheel.schedule(task, task.dueNanos);
  }

  /** A timer that is set gets another time, as when a question is asked out of turn. */
  @Benchmark
  public void move() {
    wheel.schedule(tasks[random.nextInt(timers)], random.nextLong(INTERVAL_NANOS));
  }

  private static final class Task extends TimerWheel.Timer {
    long dueNanos;
  }
}
