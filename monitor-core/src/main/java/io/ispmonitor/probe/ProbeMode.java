package io.ispmonitor.probe;

/**
 * What becomes of a probe's outcomes, while the instance as a whole is in charge. What stores or
 * sends nothing is logged at the start and stands in the health report for as long as it lasts.
 */
public enum ProbeMode {
  /** They are judged, stored and told. */
  ACTIVE,
  /**
   * They are judged, and neither stored nor told, and what would have been is counted: for a probe
   * that is new to a network. Listeners hear of them; alerts that come of them are kept back, and
   * say why.
   */
  OBSERVE,
  /** It asks nobody, as if it were not there. */
  DISABLED
}
