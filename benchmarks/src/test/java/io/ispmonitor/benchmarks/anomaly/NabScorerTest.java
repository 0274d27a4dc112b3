package io.ispmonitor.benchmarks.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against scores that were reckoned by hand, for a file of 40 rows with the window 20 to 29. */
class NabScorerTest {
  private static final List<Window> WINDOW = List.of(new Window(20, 29));

  /** 2 / (1 + e^(5y)) - 1 for y of -1, -0.5, 1/9, 10/9 and -0.1, to nine digits. */
  private static final double AT_ONCE = 0.986614298;

  private static final double HALF_WAY = 0.848283640;
  private static final double JUST_AFTER = -0.270847119;
  private static final double LATER = -0.992297935;
  private static final double LAST_MOMENT = 0.244918662;

  private static Scored file(int... detections) {
    double[] scores = new double[40];
    for (int row : detections) {
      scores[row] = 1;
    }
    return new Scored("made/up.csv", WINDOW, scores);
  }

  private static double score(int... detections) {
    return new NabScorer(List.of(file(detections))).at(0.5).score();
  }

  @Test
  @DisplayName("nothing detected is 0, a window detected at once is 100")
  void ends() {
    assertEquals(0, score(), 1e-9);
    assertEquals(100, score(20), 1e-9);
  }

  @Test
  @DisplayName("the later in the window the less it is worth, and only the first one counts")
  void early() {
    assertEquals(50 * (1 + HALF_WAY / AT_ONCE), score(25), 1e-6);
    assertEquals(50 * (1 + HALF_WAY / AT_ONCE), score(25, 26, 29), 1e-6);
    assertEquals(50 * (1 + LAST_MOMENT / AT_ONCE), score(29), 1e-6);
  }

  @Test
  @DisplayName("a detection outside costs 0.11, less soon after a window, and each counts")
  void falseAlarms() {
    assertEquals(50 * -0.11, score(10), 1e-6);
    assertEquals(50 * -0.22, score(10, 11), 1e-6);
    assertEquals(50 * 0.11 * JUST_AFTER, score(30), 1e-6);
    assertEquals(50 * 0.11 * LATER, score(39), 1e-6);
    assertEquals(50 * (2 - 0.11), score(10, 20), 1e-6);
  }

  @Test
  @DisplayName("long after a window a detection costs as much as before one")
  void longAfter() {
    double[] scores = new double[100];
    scores[57] = 1;
    Scored file = new Scored("made/up.csv", WINDOW, scores);
    assertEquals(50 * -0.11, new NabScorer(List.of(file)).at(0.5).score(), 1e-9);
  }

  @Test
  @DisplayName("the first 15 % of the rows do not count, 750 at most")
  void probation() {
    assertEquals(6, file().firstRow());
    assertEquals(0, score(0, 5), 1e-9);
    assertEquals(50 * -0.11, score(6), 1e-6);
    assertEquals(750, new Scored("made/up.csv", WINDOW, new double[10_000]).firstRow());
  }

  @Test
  @DisplayName("the best threshold takes the window and leaves what is lower alone")
  void best() {
    double[] scores = new double[40];
    scores[10] = 0.7;
    scores[20] = 0.8;
    scores[35] = 0.6;
    NabScorer.Result best = new NabScorer(List.of(new Scored("a/b", WINDOW, scores))).best();
    assertEquals(0.8, best.threshold());
    assertEquals(100, best.score(), 1e-9);
    assertEquals(1, best.found());
    assertEquals(0, best.falseAlarms());
    assertEquals(34, best.rows());
  }

  @Test
  @DisplayName("where every alarm is false the best is to detect nothing")
  void nothingIsBest() {
    NabScorer.Result best = new NabScorer(List.of(file(10))).best();
    assertEquals(0, best.score());
    assertEquals(Double.POSITIVE_INFINITY, best.threshold());
  }

  @Test
  @DisplayName("a category left out is scored with the threshold of the others")
  void leavingOut() {
    double[] low = new double[40];
    low[10] = 0.7;
    low[20] = 0.6;
    double[] high = new double[40];
    high[20] = 0.9;
    List<Scored> both = List.of(new Scored("a/1", WINDOW, low), new Scored("b/2", WINDOW, high));
    // At 0.9, the best for b, nothing is found in a; at 0.6, the best for a, all of b is found.
    assertEquals(50, NabScorer.leavingOut(both), 1e-9);
  }
}
