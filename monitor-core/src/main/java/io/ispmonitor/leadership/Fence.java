package io.ispmonitor.leadership;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the highest token of each scope that a store has seen, and so which are out of date. Not
 * for use by several threads at once.
 */
public final class Fence {
  private final Map<String, Long> highest = new HashMap<>();

  /** A fence that lets every token pass at first. */
  public Fence() {}

  /** Notes that a token was given out: no lower one of its scope passes. */
  public void raise(FencingToken token) {
    highest.merge(token.scope(), token.number(), Math::max);
  }

  /** Why a token does not pass, in a sentence; empty when it does. Changes nothing. */
  public Optional<String> objectionTo(FencingToken token) {
    long seen = highest.getOrDefault(token.scope(), Long.MIN_VALUE);
    return token.number() >= seen
        ? Optional.empty()
        : Optional.of(
            "token %d for '%s' is out of date, %d has been given out since"
                .formatted(token.number(), token.scope(), seen));
  }

  /**
   * Lets a token pass, and from now on no lower one of its scope.
   *
   * @return why it does not pass, in a sentence; empty when it does
   */
  public Optional<String> objection(FencingToken token) {
    Optional<String> objection = objectionTo(token);
    if (objection.isEmpty()) {
      raise(token);
    }
    return objection;
  }
}
