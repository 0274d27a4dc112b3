package io.ispmonitor.health;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop of the monitor.
 *
 * @param name its name, which is also its thread's
 * @param turns how often it ran
 * @param sinceLastTurn how long ago its last turn began, or a call of host code in it came back;
 *     zero before it is started
 * @param latenessP50 by how much half of its turns began late at the most
 * @param latenessP99 by how much all but the worst of a hundred turns began late at the most
 * @param failedTurns how many turns ended with an exception
 * @param replaced how often it was stuck in host code and went on with a new thread
 * @param stuckIn what it has been doing for longer than it should; null when it is not stuck
 * @param stack where it is stuck, or where a thread that it left behind still hangs: at most twenty
 *     frames, the innermost first; empty when neither is the case
 */
public record LoopHealth(
    String name,
    long turns,
    Duration sinceLastTurn,
    Duration latenessP50,
    Duration latenessP99,
    long failedTurns,
    long replaced,
    @Nullable String stuckIn,
    List<String> stack) {

  /** Copies the list. */
  public LoopHealth {
    stack = List.copyOf(stack);
  }
}
