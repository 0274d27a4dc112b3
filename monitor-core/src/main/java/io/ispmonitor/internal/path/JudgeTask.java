package io.ispmonitor.internal.path;

/** Something for the judge to do, on its own thread. */
@FunctionalInterface
interface JudgeTask {
  void run(Judge judge);
}
