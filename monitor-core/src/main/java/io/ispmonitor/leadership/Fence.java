package io.ispmonitor.leadership;

import io.ispmonitor.metric.StoreRefusedException;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the highest token of each scope that a store has seen, and so which are out of date. Not
 * for use by several threads at once.
 */
public final class Fence {
  private final Map<String, Long> highest = new HashMap<>();

  /** A fence that lets every token pass at first. */
  public Fence() {}

  /**
   * Lets a token pass, and from now on no lower one of its scope.
   *
   * @param what is to be written, for the message
   * @throws StoreRefusedException when a higher one has passed
   */
  public void check(FencingToken token, String what) {
    long seen = highest.getOrDefault(token.scope(), Long.MIN_VALUE);
    if (token.number() < seen) {
      throw new StoreRefusedException(
          "%s refused: token %d for '%s' is out of date, %d has written since"
              .formatted(what, token.number(), token.scope(), seen));
    }
    highest.put(token.scope(), token.number());
  }
}
