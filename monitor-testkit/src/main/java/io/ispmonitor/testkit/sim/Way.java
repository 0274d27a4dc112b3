package io.ispmonitor.testkit.sim;

import java.util.Arrays;

/**
 * How a node is reached, from change to change: which parent of each dependency passes on what
 * comes for it, and how long the way takes.
 */
final class Way {
  private final int groups;
  private long[] from = new long[1];
  private int[] choices;
  private float[] seconds = new float[1];
  private int size;

  Way(int groups) {
    this.groups = groups;
    this.choices = new int[groups];
  }

  /** Another stretch begins; negative choices and seconds that are not a number stand for none. */
  void add(long nanos, int[] chosen, float roundTripSeconds) {
    if (size > 0 && from[size - 1] == nanos) {
      size--;
    } else if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      choices = Arrays.copyOf(choices, 2 * size * groups);
      seconds = Arrays.copyOf(seconds, 2 * size);
    }
    from[size] = nanos;
    System.arraycopy(chosen, 0, choices, size * groups, groups);
    seconds[size] = roundTripSeconds;
    size++;
  }

  int size() {
    return size;
  }

  /** When a stretch begins. */
  long from(int stretch) {
    return from[stretch];
  }

  /** The number of the stretch at a time. */
  int at(long nanos) {
    if (size == 1) {
      return 0;
    }
    int found = Arrays.binarySearch(from, 0, size, nanos);
    return found >= 0 ? found : -found - 2;
  }

  /** The index of the parent that holds a dependency; negative when there is none. */
  int choice(int stretch, int group) {
    return choices[stretch * groups + group];
  }

  boolean isCut(int stretch) {
    return Float.isNaN(seconds[stretch]);
  }

  float seconds(int stretch) {
    return seconds[stretch];
  }
}
