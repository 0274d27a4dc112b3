package io.ispmonitor.metric;

/** The unit of a metric. Base units only: milliseconds or kilobits are a matter of display. */
public enum Unit {
  /** Time. */
  SECONDS("s"),
  /** Data rate. */
  BITS_PER_SECOND("bit/s"),
  /** Amount of data. */
  BYTES("B"),
  /** Electric potential. */
  VOLTS("V"),
  /** Electric current. */
  AMPERES("A"),
  /** Power. */
  WATTS("W"),
  /** Radio or optical power relative to a milliwatt. */
  DBM("dBm"),
  /** A ratio on a logarithmic scale, such as signal to noise. */
  DECIBELS("dB"),
  /** Temperature. */
  CELSIUS("°C"),
  /** Frequency. */
  HERTZ("Hz"),
  /** Length. */
  METRES("m"),
  /** A share, 0 to 1. */
  RATIO("1"),
  /** A number of things. */
  COUNT("1"),
  /** Things per second. */
  PER_SECOND("1/s");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /** How the unit is written, {@code "1"} for plain numbers. */
  public String symbol() {
    return symbol;
  }
}
