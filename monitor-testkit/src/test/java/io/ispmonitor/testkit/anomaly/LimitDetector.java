package io.ispmonitor.testkit.anomaly;

import io.ispmonitor.anomaly.AnomalyDetector;
import io.ispmonitor.anomaly.DetectorFactory;
import io.ispmonitor.anomaly.Explanation;
import java.nio.ByteBuffer;

/** Finds everything above 100 anomalous, and counts what it was fed. */
final class LimitDetector implements AnomalyDetector {
  static final String NAME = "limit";

  private double value;
  private int fed;

  /** Makes them. */
  static final class Factory implements DetectorFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public AnomalyDetector create() {
      return new LimitDetector();
    }

    @Override
    public AnomalyDetector restore(byte[] state) {
      LimitDetector detector = new LimitDetector();
      detector.fed = ByteBuffer.wrap(state).getInt();
      return detector;
    }
  }

  @Override
  public double feed(long epochNanos, double value) {
    this.value = value;
    fed++;
    return value > 100 ? 0.9 : 0;
  }

  /** The middle is how much it was fed. */
  @Override
  public Explanation explain() {
    return new Explanation(value, -100, 0, 100, value > 100 ? 0.9 : 0, "fed " + fed);
  }

  @Override
  public boolean isStuck() {
    return value == 777;
  }

  @Override
  public boolean warmingUp() {
    return false;
  }

  @Override
  public byte[] state() {
    return ByteBuffer.allocate(4).putInt(fed).array();
  }
}
