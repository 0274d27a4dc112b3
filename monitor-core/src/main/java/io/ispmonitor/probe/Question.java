package io.ispmonitor.probe;

/** A question under way. */
@FunctionalInterface
public interface Question {

  /** Nothing to cancel: the outcome was handed over already. */
  Question DONE = () -> {};

  /**
   * The answer is not wanted any more; what was held for it can be let go. Called from any thread,
   * at most once, also after the outcome. An outcome that comes all the same is ignored.
   */
  void cancel();
}
