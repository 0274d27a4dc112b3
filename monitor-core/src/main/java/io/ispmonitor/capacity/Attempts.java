package io.ispmonitor.capacity;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Goes on where one series cannot be read, since a damaged block should not cost the report of a
 * whole network; gives up when several in a row cannot, since then none can. One thread.
 */
final class Attempts {
  private static final int MOST_IN_A_ROW = 10;
  private int failedInARow;

  /**
   * What is read, or what is told instead.
   *
   * @param otherwise gets in words why there is nothing
   */
  <T> T of(Supplier<T> reading, Function<String, T> otherwise) {
    try {
      T read = reading.get();
      failedInARow = 0;
      return read;
    } catch (UnusableLimitException e) {
      return otherwise.apply(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      failedInARow++;
      if (failedInARow >= MOST_IN_A_ROW || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return otherwise.apply("cannot be read: " + (e.getMessage() == null ? e : e.getMessage()));
    }
  }
}
