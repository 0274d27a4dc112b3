package io.ispmonitor.testkit.sim;

import java.time.Duration;

/** What a fault does to what passes its place. */
public sealed interface Effect {

  /** Nothing passes, and networks that can route around it do. */
  record Cut() implements Effect {
    @Override
    public String toString() {
      return "cut";
    }
  }

  /**
   * Passes and does not pass, by turns, beginning with a cut. Each turn takes from half to one and
   * a half of its mean.
   *
   * @param down how long a cut takes on average
   * @param up how long it passes in between, on average
   * @param seed draws the turns
   */
  record Flaps(Duration down, Duration up, long seed) implements Effect {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** Checks the durations. */
    public Flaps {
      if (down.compareTo(SHORTEST) < 0 || up.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "flapping: turns must be at least %s, were %s down and %s up"
                .formatted(SHORTEST, down, up));
      }
    }

    @Override
    public String toString() {
      return "down about " + down + ", up about " + up + ", seed " + seed;
    }
  }

  /**
   * Some of what passes is lost or late. Nobody routes around it.
   *
   * @param question the share of questions that are lost at the height of it, 0 to 1
   * @param answer the share of answers that are lost at the height of it, 0 to 1
   * @param delay by how much the round trip is longer at the height of it
   * @param shape how it comes and goes
   * @param share the share of devices behind the place that are hit, drawn by their ids; 1 for all
   */
  record Loss(double question, double answer, Duration delay, Shape shape, double share)
      implements Effect {

    /** Checks the ranges. */
    public Loss {
      check("question", question);
      check("answer", answer);
      check("share", share);
      if (delay.isNegative()) {
        throw new IllegalArgumentException("loss: delay must not be negative, was " + delay);
      }
      if (shape != Shape.STEADY && (question >= 1 || answer >= 1)) {
        throw new IllegalArgumentException(
            "loss: only a steady one may lose everything; this one is " + shape);
      }
    }

    /** Whether nothing comes back at all. */
    public boolean isTotal() {
      return question >= 1 || answer >= 1;
    }

    private static void check(String what, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("loss: " + what + " must be from 0 to 1, was " + value);
      }
    }

    @Override
    public String toString() {
      String hit = share < 1 ? ", hits a share of " + share : "";
      return "loses "
          + question
          + " of questions, "
          + answer
          + " of answers, delays "
          + delay
          + ", "
          + shape
          + hit;
    }
  }

  /** How loss and delay come and go between beginning and end. */
  enum Shape {
    /** At full height all the time. */
    STEADY,
    /** Rises to the middle and falls again. */
    ARCH,
    /** Rises at the beginning, falls at the end, and is at full height in between. */
    PLATEAU;

    /** The share of the whole that a plateau takes to rise, and to fall. */
    static final double RAMP = 0.125;

    /** How high it is, 0 to 1, at a share of its time. */
    double height(double passed) {
      double arch = 4 * passed * (1 - passed);
      return switch (this) {
        case STEADY -> 1;
        case ARCH -> arch;
        case PLATEAU -> Math.min(1, Math.min(passed, 1 - passed) / RAMP);
      };
    }
  }
}
