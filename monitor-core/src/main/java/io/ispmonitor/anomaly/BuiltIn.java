package io.ispmonitor.anomaly;

import java.util.function.Supplier;

/** Makes detectors of this package. */
record BuiltIn(String name, Supplier<GuardedDetector> maker) implements DetectorFactory {

  @Override
  public AnomalyDetector create() {
    return maker.get();
  }

  @Override
  public AnomalyDetector restore(byte[] state) {
    GuardedDetector detector = maker.get();
    detector.restore(state);
    return detector;
  }
}
