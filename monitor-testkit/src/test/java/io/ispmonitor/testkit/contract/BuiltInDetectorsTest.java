package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Detectors;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every detector that comes along keeps the contract. */
class BuiltInDetectorsTest {
  private static final Detectors DETECTORS = Detectors.builtIn(ZoneId.of("Europe/Berlin"));

  @Test
  @DisplayName("the state of one kind is refused by every other, by its name")
  void otherKinds() {
    for (String name : DETECTORS.names()) {
      byte[] state = DETECTORS.named(name).create().state();
      for (String other : DETECTORS.names()) {
        if (!other.equals(name)) {
          IllegalArgumentException refused =
              assertThrows(
                  IllegalArgumentException.class, () -> DETECTORS.named(other).restore(state));
          assertTrue(
              String.valueOf(refused.getMessage()).contains("of a detector '" + name),
              refused::toString);
        }
      }
    }
  }

  private abstract static class BuiltInContract extends AnomalyDetectorContract {
    private final String name;

    BuiltInContract(String name) {
      this.name = name;
    }

    @Override
    protected DetectorFactory factory() {
      return DETECTORS.named(name);
    }
  }

  @Nested
  @DisplayName("cusum")
  class Cusum extends BuiltInContract {
    Cusum() {
      super("cusum");
    }
  }

  @Nested
  @DisplayName("ensemble, the default")
  class Ensemble extends BuiltInContract {
    Ensemble() {
      super("ensemble");
    }
  }

  @Nested
  @DisplayName("ewma")
  class Ewma extends BuiltInContract {
    Ewma() {
      super("ewma");
    }
  }

  @Nested
  @DisplayName("flat-line")
  class FlatLine extends BuiltInContract {
    FlatLine() {
      super("flat-line");
    }
  }

  @Nested
  @DisplayName("rate-of-change")
  class RateOfChange extends BuiltInContract {
    RateOfChange() {
      super("rate-of-change");
    }
  }

  @Nested
  @DisplayName("robust-zscore")
  class RobustZScore extends BuiltInContract {
    RobustZScore() {
      super("robust-zscore");
    }
  }

  @Nested
  @DisplayName("seasonal")
  class Seasonal extends BuiltInContract {
    Seasonal() {
      super("seasonal");
    }
  }

  @Nested
  @DisplayName("zscore, which keeps its window")
  class ZScore extends BuiltInContract {
    ZScore() {
      super("zscore");
    }

    @Override
    protected long mostBytes() {
      return 9_000;
    }
  }
}
