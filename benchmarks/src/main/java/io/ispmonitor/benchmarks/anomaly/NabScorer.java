package io.ispmonitor.benchmarks.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores detections by the standard profile of the benchmark: the earliest detection in a window is
 * worth the more the earlier it is, a window without one costs 1, and each detection outside costs
 * up to 0.11, less soon after a window. 0 is to detect nothing, 100 is perfect.
 */
final class NabScorer {
  /** The window before a row that has none before it. */
  static final Window NONE = new Window(-1, -1);

  private static final double FALSE_ALARM = 0.11;
  private static final double FARTHEST = 3;

  private final List<Scored> all;
  private final int windows;

  NabScorer(List<Scored> all) {
    this.all = List.copyOf(all);
    this.windows = all.stream().mapToInt(one -> one.windows().size()).sum();
  }

  /**
   * What a threshold achieves.
   *
   * @param threshold the lowest score that is a detection
   * @param score the normalised score
   * @param found how many windows hold a detection
   * @param windows how many there are
   * @param falseAlarms how many rows outside of windows are detections
   * @param rows how many rows count
   */
  record Result(
      double threshold, double score, int found, int windows, int falseAlarms, long rows) {}

  private static double sigmoid(double y) {
    return 2 / (1 + Math.exp(5 * y)) - 1;
  }

  static double reward(Window window, int row) {
    double early = -(double) (window.last() - row + 1) / window.rows();
    return sigmoid(early) / sigmoid(-1);
  }

  static double penalty(Window before, int row) {
    if (before.equals(NONE)) {
      return -FALSE_ALARM;
    }
    double after = (double) (row - before.last()) / (before.last() - before.first());
    return FALSE_ALARM * (after > FARTHEST ? -1 : sigmoid(after));
  }

  /** What this threshold achieves. */
  Result at(double threshold) {
    return tallyAt(threshold).result(threshold);
  }

  private Tally tallyAt(double threshold) {
    Tally tally = new Tally();
    for (Scored one : all) {
      for (int row = one.firstRow(); row < one.rows(); row++) {
        if (one.score(row) >= threshold) {
          tally.add(one, row);
        }
      }
    }
    return tally;
  }

  /** What the best threshold achieves; one above all scores where detecting nothing is best. */
  Result best() {
    List<Row> rows = rowsByScore();
    Tally tally = new Tally();
    Result best = tally.result(Double.POSITIVE_INFINITY);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      tally.add(row.of, row.row);
      boolean last = i + 1 == rows.size() || rows.get(i + 1).score() != row.score();
      if (last && tally.normalised() > best.score()) {
        best = tally.result(row.score());
      }
    }
    return best;
  }

  /** The score when each category is scored with the threshold that is best for the others. */
  static double leavingOut(List<Scored> all) {
    double gained = 0;
    int windows = 0;
    for (String category : all.stream().map(Scored::category).distinct().toList()) {
      List<Scored> others = all.stream().filter(one -> !one.category().equals(category)).toList();
      List<Scored> these = all.stream().filter(one -> one.category().equals(category)).toList();
      Tally tally = new NabScorer(these).tallyAt(new NabScorer(others).best().threshold());
      int own = these.stream().mapToInt(one -> one.windows().size()).sum();
      gained += tally.sum + own;
      windows += own;
    }
    return windows == 0 ? 0 : 100 * gained / (2 * windows);
  }

  private List<Row> rowsByScore() {
    List<Row> rows = new ArrayList<>();
    for (Scored one : all) {
      for (int row = one.firstRow(); row < one.rows(); row++) {
        rows.add(new Row(one, row));
      }
    }
    rows.sort(Comparator.comparingDouble(Row::score).reversed());
    return rows;
  }

  private record Row(Scored of, int row) {
    double score() {
      return of.score(row);
    }
  }

  private record Place(String series, int window) {}

  /** What detections are worth together, whatever their order. */
  private final class Tally {
    private final Map<Place, Double> rewards = new HashMap<>();
    private double sum = -windows;
    private int falseAlarms;

    void add(Scored one, int row) {
      int window = one.windowOf(row);
      if (window < 0) {
        falseAlarms++;
        sum += one.worth(row);
      } else {
        reward(new Place(one.name(), window), one.worth(row));
      }
    }

    private void reward(Place place, double worth) {
      Double known = rewards.get(place);
      if (known == null) {
        sum += 1 + worth;
        rewards.put(place, worth);
      } else if (worth > known) {
        sum += worth - known;
        rewards.put(place, worth);
      }
    }

    double normalised() {
      return windows == 0 ? 0 : 100 * (sum + windows) / (2 * windows);
    }

    Result result(double threshold) {
      long rows = all.stream().mapToLong(one -> one.rows() - one.firstRow()).sum();
      return new Result(threshold, normalised(), rewards.size(), windows, falseAlarms, rows);
    }
  }
}
