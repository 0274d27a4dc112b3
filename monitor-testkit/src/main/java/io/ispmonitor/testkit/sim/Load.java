package io.ispmonitor.testkit.sim;

import java.util.Set;
import java.util.TreeSet;

/** What a question suffers on its way, added up. */
final class Load {
  private double questionsThrough = 1;
  private double answersThrough = 1;
  private double delaySeconds;
  private final Set<Fault> faults = new TreeSet<>();
  private final boolean notesFaults;

  /** Nothing yet. */
  Load(boolean notesFaults) {
    this.notesFaults = notesFaults;
  }

  void clear() {
    questionsThrough = 1;
    answersThrough = 1;
    delaySeconds = 0;
    faults.clear();
  }

  void add(Strain strain, double height) {
    Effect.Loss loss = strain.loss();
    questionsThrough *= 1 - loss.question() * height;
    answersThrough *= 1 - loss.answer() * height;
    delaySeconds += loss.delay().toNanos() / 1e9 * height;
    if (notesFaults) {
      faults.add(strain.fault());
    }
  }

  double questionLoss() {
    return 1 - questionsThrough;
  }

  double answerLoss() {
    return 1 - answersThrough;
  }

  double delaySeconds() {
    return delaySeconds;
  }

  Set<Fault> faults() {
    return faults;
  }
}
