package io.ispmonitor.benchmarks.anomaly;

import java.util.List;

/** A series as a detector scored it, and where its anomalies are. */
final class Scored {
  private static final double PROBATION = 0.15;
  private static final int LONGEST_PROBATION = 750;

  private final String name;
  private final List<Window> windows;
  private final double[] scores;

  /**
   * One.
   *
   * @param name its file with the folder, {@code realTweets/Twitter_volume_IBM.csv}
   * @param windows where its anomalies are, in order
   * @param scores the score of each row; not copied
   */
  Scored(String name, List<Window> windows, double[] scores) {
    this.name = name;
    this.windows = List.copyOf(windows);
    this.scores = scores;
  }

  String name() {
    return name;
  }

  List<Window> windows() {
    return windows;
  }

  int rows() {
    return scores.length;
  }

  double score(int row) {
    return scores[row];
  }

  /** The folder of the file. */
  String category() {
    return name.substring(0, Math.max(0, name.indexOf('/')));
  }

  /** The first row that counts; detectors may learn from those before. */
  int firstRow() {
    return (int) Math.min(PROBATION * scores.length, LONGEST_PROBATION);
  }

  /** What a detection at this row is worth: a reward in a window, else a penalty. */
  double worth(int row) {
    Window before = NabScorer.NONE;
    for (Window window : windows) {
      if (window.contains(row)) {
        return NabScorer.reward(window, row);
      }
      if (window.last() < row) {
        before = window;
      }
    }
    return NabScorer.penalty(before, row);
  }

  /** The highest score in a window, as far as its rows count. */
  double highest(Window window) {
    double highest = 0;
    for (int row = Math.max(firstRow(), window.first()); row <= window.last(); row++) {
      highest = Math.max(highest, scores[row]);
    }
    return highest;
  }

  /** The number of the window of this row, or -1. */
  int windowOf(int row) {
    for (int i = 0; i < windows.size(); i++) {
      if (windows.get(i).contains(row)) {
        return i;
      }
    }
    return -1;
  }
}
