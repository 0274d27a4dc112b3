package io.ispmonitor.capacity;

import io.ispmonitor.alert.CleanText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/** One line of CSV. One thread. */
final class CsvLine {
  private static final int LONGEST = 2_000;
  private static final MathContext DIGITS = new MathContext(6);

  /** What spreadsheets take for the begin of a formula, also as wide letters. */
  private static final String BEGINS_OF_FORMULAS = "=+-@|%\uff1d\uff0b\uff0d\uff20";

  private final StringBuilder out;
  private boolean isFirst = true;

  CsvLine(StringBuilder out) {
    this.out = out;
  }

  CsvLine names(String... names) {
    for (String name : names) {
      cell(name);
    }
    return this;
  }

  /** A text of anybody's. */
  CsvLine text(String text) {
    String clean = CleanText.line(text, LONGEST);
    boolean isFormula = !clean.isEmpty() && BEGINS_OF_FORMULAS.indexOf(clean.charAt(0)) >= 0;
    return cell(isFormula ? "'" + clean : clean);
  }

  CsvLine number(OptionalDouble number) {
    return number(number.orElse(Double.NaN));
  }

  /** A number; nothing when it is none. */
  CsvLine number(double number) {
    if (!Double.isFinite(number)) {
      return cell("");
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS);
    return cell(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
  }

  void end() {
    out.append("\r\n");
  }

  private CsvLine cell(String text) {
    if (!isFirst) {
      out.append(',');
    }
    isFirst = false;
    out.append('"').append(text.replace("\"", "\"\"")).append('"');
    return this;
  }
}
