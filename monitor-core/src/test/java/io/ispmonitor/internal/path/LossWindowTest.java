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
  @DisplayName("it holds the mean loss of the last 16 questions, to a fifteenth each")
  void againstModel() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    Deque<Double> model = new ArrayDeque<>();
    long window = 0;
    byte known = 0;
    for (int i = 0; i < 10_000; i++) {
      double loss = random.nextBoolean() ? random.nextInt(2) : random.nextInt(16) / 15.0;
      window = LossWindow.add(window, loss);
      known = LossWindow.count(known);
      model.addLast(loss);
      if (model.size() > 16) {
        model.removeFirst();
      }
      double mean = model.stream().mapToDouble(is -> is).average().orElseThrow();
      assertEquals(mean, LossWindow.share(window, known), 1e-9, "seed " + seed + " step " + i);
    }
  }

  @Test
  @DisplayName("nothing known is not a loss of zero")
  void nothingKnown() {
    assertTrue(Double.isNaN(LossWindow.share(0, 0)));
  }
}
