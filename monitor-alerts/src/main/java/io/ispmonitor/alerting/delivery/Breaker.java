package io.ispmonitor.alerting.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a channel alone that fails again and again, and tries it with one notice after a while.
 * For one thread.
 */
final class Breaker {
  private static final int WINDOW = 10;
  private static final int ENOUGH = 5;
  private static final int HALF = 50;
  private static final IntervalFunction REST =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(30), 2, Duration.ofMinutes(10));

  private final TimeSource time;
  private final CircuitBreaker breaker;
  private int openings;
  private long openUntil;

  Breaker(String channel, TimeSource time) {
    this.time = time;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(ENOUGH)
            .failureRateThreshold(HALF)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitDurationInOpenState(Duration.ofDays(1)) // how long is decided here
            .currentTimestampFunction(clock -> time.nanoTime(), TimeUnit.NANOSECONDS)
            .build();
    this.breaker = CircuitBreaker.of(channel, config);
  }

  /** Until when the channel is left alone; not after now when it is not. */
  long closedFrom(long now) {
    if (breaker.getState() != CircuitBreaker.State.OPEN) {
      return now;
    }
    if (now - openUntil >= 0) {
      breaker.transitionToHalfOpenState();
      return now;
    }
    return openUntil;
  }

  boolean isOpen() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /** The channel took a notice, or said that it never will: it works. */
  void works() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    if (breaker.getState() == CircuitBreaker.State.CLOSED) {
      openings = 0;
    }
  }

  /** The channel did not take a notice. */
  void fails() {
    breaker.onError(0, TimeUnit.NANOSECONDS, new DeliveryFailure());
    if (isOpen()) {
      openings++;
      openUntil = time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST.apply(openings));
    }
  }

  /** The breaker wants to see an exception. */
  private static final class DeliveryFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DeliveryFailure() {
      super("a notice was not taken", null, false, false);
    }
  }
}
