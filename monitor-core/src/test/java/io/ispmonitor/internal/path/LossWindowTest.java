package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LossWindowTest {

  @Test
  @DisplayName("it holds the mean loss of the last 15 questions, to a fifteenth each")
  void againstModel() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    Deque<Double> model = new ArrayDeque<>();
    long window = LossWindow.EMPTY;
    for (int i = 0; i < 10_000; i++) {
      double loss = random.nextBoolean() ? random.nextInt(2) : random.nextInt(16) / 15.0;
      window = LossWindow.add(window, loss);
      model.addLast(loss);
      if (model.size() > 15) {
        model.removeFirst();
      }
      double mean = model.stream().mapToDouble(is -> is).average().orElseThrow();
      assertEquals(mean, LossWindow.share(window), 1e-9, "seed " + seed + " step " + i);
    }
  }

  @Test
  @DisplayName("nothing known is not a loss of zero")
  void nothingKnown() {
    assertTrue(Double.isNaN(LossWindow.share(LossWindow.EMPTY)));
  }
}
