package io.ispmonitor.anomaly;

/**
 * Makes detectors of one kind, with the same settings. May be called from several threads at once.
 */
public interface DetectorFactory {

  /** What rules call this kind by, such as {@code "zscore"}. */
  String name();

  /** A detector that has seen nothing. */
  AnomalyDetector create();

  /**
   * The detector whose {@linkplain AnomalyDetector#state state} this is.
   *
   * @throws IllegalArgumentException if the state is damaged, or is that of another kind of
   *     detector, of other settings or of another version; with what to do
   */
  AnomalyDetector restore(byte[] state);
}
