package io.ispmonitor.benchmarks.anomaly;

/**
 * The rows of a series in which an anomaly should be noticed.
 *
 * @param first the first of them, from 0
 * @param last the last of them
 */
record Window(int first, int last) {

  boolean contains(int row) {
    return row >= first && row <= last;
  }

  int rows() {
    return last - first + 1;
  }
}
