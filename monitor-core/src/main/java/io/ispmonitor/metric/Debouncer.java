package io.ispmonitor.metric;

/**
 * Turns a noisy value into a steady verdict: active after a number of values in a row beyond one
 * level, clear after a number in a row back behind another. What it remembers is a single {@code
 * int}, so that hosts of values can keep it in arrays.
 *
 * @param trigger the level beyond which a value counts towards active
 * @param clear the level at or behind which a value counts towards clear
 * @param triggerAfter how many values in a row it takes to become active, at least 1
 * @param clearAfter how many values in a row it takes to become clear, at least 1
 */
public record Debouncer(double trigger, double clear, int triggerAfter, int clearAfter) {
  /** The memory of a debouncer that is clear and has seen nothing. */
  public static final int CLEAR = 0;

  /** Checks the levels; beyond means above when trigger is at least clear, otherwise below. */
  public Debouncer {
    if (!Double.isFinite(trigger) || !Double.isFinite(clear)) {
      throw new IllegalArgumentException(
          "levels must be finite numbers, were trigger " + trigger + " and clear " + clear);
    }
    if (triggerAfter < 1 || clearAfter < 1) {
      throw new IllegalArgumentException(
          "counts must be at least 1, were trigger " + triggerAfter + " and clear " + clearAfter);
    }
  }

  /** Active above one level, clear at or below another that is not higher. */
  public static Debouncer above(double trigger, double clear, int triggerAfter, int clearAfter) {
    if (clear > trigger) {
      throw new IllegalArgumentException(
          "clear level " + clear + " must not be above the trigger level " + trigger);
    }
    return new Debouncer(trigger, clear, triggerAfter, clearAfter);
  }

  /** Active below one level, clear at or above another that is higher. */
  public static Debouncer below(double trigger, double clear, int triggerAfter, int clearAfter) {
    if (clear <= trigger) {
      throw new IllegalArgumentException(
          "clear level " + clear + " must be above the trigger level " + trigger);
    }
    return new Debouncer(trigger, clear, triggerAfter, clearAfter);
  }

  /**
   * The memory after a value. A value that is no number changes nothing: no data neither raises nor
   * clears.
   */
  public int next(int memory, double value) {
    if (Double.isNaN(value)) {
      return memory;
    }
    boolean active = isActive(memory);
    boolean counts = active ? isClear(value) : isBeyond(value);
    if (!counts) {
      return active ? 1 : CLEAR;
    }
    int inARow = (memory >>> 1) + 1;
    boolean turns = inARow >= (active ? clearAfter : triggerAfter);
    if (turns) {
      return active ? CLEAR : 1;
    }
    return inARow << 1 | (active ? 1 : 0);
  }

  /** Whether this memory stands for active. */
  public static boolean isActive(int memory) {
    return (memory & 1) != 0;
  }

  private boolean isBeyond(double value) {
    return trigger >= clear ? value > trigger : value < trigger;
  }

  private boolean isClear(double value) {
    return trigger >= clear ? value <= clear : value >= clear;
  }
}
