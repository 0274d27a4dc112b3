package io.ispmonitor.snmp.collector;

import io.ispmonitor.snmp.SnmpValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a value is as a number. */
final class Numbers {
  private static final double TWO_TO_64 = 0x1p64;
  private static final int LONGEST_TEXT = 40;

  /** Some agents give numbers as text, with or without a unit behind. */
  private static final Pattern IN_TEXT =
      Pattern.compile("\\s*([+-]?\\d{1,18}(?:\\.\\d{1,9})?)(?:[^\\d.].*)?", Pattern.DOTALL);

  private Numbers() {}

  /** The number; {@code NaN} where there is none. */
  static double of(SnmpValue value) {
    if (value instanceof SnmpValue.Int number) {
      return number.value();
    } else if (value instanceof SnmpValue.Gauge32 gauge) {
      return gauge.value();
    } else if (value instanceof SnmpValue.Counter32 counter) {
      return counter.value();
    } else if (value instanceof SnmpValue.Counter64 counter) {
      return counter.value() >= 0 ? counter.value() : counter.value() + TWO_TO_64;
    } else if (value instanceof SnmpValue.TimeTicks ticks) {
      return ticks.hundredths();
    } else if (value instanceof SnmpValue.Real real) {
      return real.value();
    }
    return value instanceof SnmpValue.Text text ? inText(text) : Double.NaN;
  }

  private static double inText(SnmpValue.Text text) {
    if (text.octets().length() > LONGEST_TEXT) {
      return Double.NaN;
    }
    Matcher number = IN_TEXT.matcher(text.octets().text());
    return number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }
}
