package io.ispmonitor.alerting;

/** The pipeline from signals to notices. */
final class Alerting {
  private Alerting() {}
}
