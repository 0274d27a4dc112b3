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

  /** Packets received that had errors, from {@code ifInErrors}. */
  public static final Metric IN_ERRORS = Metric.rate("if.in.errors", Unit.PER_SECOND, 1e-3);

  /** Packets not sent because of errors, from {@code ifOutErrors}. */
  public static final Metric OUT_ERRORS = Metric.rate("if.out.errors", Unit.PER_SECOND, 1e-3);

  /** Packets received without errors and thrown away, from {@code ifInDiscards}. */
  public static final Metric IN_DISCARDS = Metric.rate("if.in.discards", Unit.PER_SECOND, 1e-3);

  /** Packets without errors that were not sent, from {@code ifOutDiscards}. */
  public static final Metric OUT_DISCARDS = Metric.rate("if.out.discards", Unit.PER_SECOND, 1e-3);

  /** {@link #IN} as a share of {@link #SPEED}. */
  public static final Metric IN_UTILISATION = Metric.gauge("if.in.utilisation", Unit.RATIO, 1e-4);

  /** {@link #OUT} as a share of {@link #SPEED}. */
  public static final Metric OUT_UTILISATION = Metric.gauge("if.out.utilisation", Unit.RATIO, 1e-4);

  /** The state it is in, as the number of {@code ifOperStatus}: 1 is up, 2 down. */
  public static final Metric OPER = Metric.gauge("if.oper", Unit.COUNT, 1);

  /** The state it should be in, as the number of {@code ifAdminStatus}: 1 is up, 2 down. */
  public static final Metric ADMIN = Metric.gauge("if.admin", Unit.COUNT, 1);

  private InterfaceMetrics() {}
}
