package io.ispmonitor.anomaly;

/** Makes the default detector, for series that follow the hours of one time zone. */
record Ensembles(LocalHours local) implements DetectorFactory {

  @Override
  public String name() {
    return Detectors.DEFAULT;
  }

  @Override
  public AnomalyDetector create() {
    return new EnsembleDetector(local);
  }

  @Override
  public AnomalyDetector restore(byte[] state) {
    EnsembleDetector detector = new EnsembleDetector(local);
    detector.restore(state);
    return detector;
  }
}
