package io.ispmonitor.synthetic;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Answers made up at random, many for each seed; a failure names the seed and the round. */
abstract class FuzzTest {
  private static final int ROUNDS = 3_000;

  /** Makes an answer up and reads it; whether it was sound. What it throws is a failure. */
  abstract boolean isSound(Random random);

  @RepeatedTest(10)
  @DisplayName("answers made up at random are read or refused, and never end in an exception")
  void random() {
    fuzz(new Random().nextLong());
  }

  @Test
  @DisplayName("the same with a fixed seed")
  void fixedSeed() {
    fuzz(7);
  }

  private void fuzz(long seed) {
    Random random = new Random(seed);
    int sound = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try {
        sound += isSound(random) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        fail("seed %d, round %d".formatted(seed, round), e);
      }
    }
    assertTrue(sound > 0, "some are sound");
  }
}
