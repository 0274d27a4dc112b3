package io.ispmonitor.metric;

/**
 * What is measured of the interfaces of a device; the instance is the name of the interface.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2863">RFC 2863, The Interfaces Group MIB</a>
 */
public final class InterfaceMetrics {
  /** Received, from {@code ifHCInOctets}. */
  public static final Metric IN = Metric.rate("if.in", Unit.BITS_PER_SECOND, 1);

  /** Sent, from {@code ifHCOutOctets}. */
  public static final Metric OUT = Metric.rate("if.out", Unit.BITS_PER_SECOND, 1);

  /** How much it can carry at the most, from {@code ifHighSpeed}. */
  public static final Metric SPEED = Metric.gauge("if.speed", Unit.BITS_PER_SECOND, 1);

  private InterfaceMetrics() {}
}
