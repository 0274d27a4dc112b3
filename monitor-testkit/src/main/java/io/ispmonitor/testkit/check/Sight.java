package io.ispmonitor.testkit.check;

/** One way to see the counts. */
@FunctionalInterface
interface Sight {
  Streak of(Node node);
}
