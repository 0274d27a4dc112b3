package io.ispmonitor.testkit.sim;

/**
 * A component passes nothing for a time.
 *
 * @param component its number
 * @param from when it begins, in nanoseconds from the start of the plan
 * @param to when it is over
 * @param fault why
 */
record Break(int component, long from, long to, Fault fault) {}
