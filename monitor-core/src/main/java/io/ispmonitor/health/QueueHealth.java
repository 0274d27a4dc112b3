package io.ispmonitor.health;

/**
 * A queue between two loops.
 *
 * @param name what is in it
 * @param size how much is in it now
 * @param capacity how much it takes
 * @param highWater the most that was ever in it
 * @param refused how much it did not take because it was full
 */
public record QueueHealth(String name, int size, int capacity, int highWater, long refused) {}
