package io.ispmonitor.capacity;

import io.ispmonitor.alert.CleanText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** One line of CSV. One thread. */
final class CsvLine {
  private static final int LONGEST = 2_000;
  private static final MathContext DIGITS = new MathContext(6);

  /** What spreadsheets take for the begin of a formula, also as wide letters. */
  private static final String BEGINS_OF_FORMULAS = "=+-@|%\uff1d\uff0b\uff0d\uff20";

  /**
   * Where a spreadsheet may begin a cell with a formula: where the text begins, and after what some
   * countries part cells with, since they take our quotes for letters.
   */
  private static final Pattern FORMULA =
      Pattern.compile("(^|[;,])(?=[\\s\"]*[" + Pattern.quote(BEGINS_OF_FORMULAS) + "])");

  private final Appendable out;
  private boolean isFirst = true;

  CsvLine(Appendable out) {
    this.out = out;
  }

  CsvLine names(String... names) throws IOException {
    for (String name : names) {
      cell(name);
    }
    return this;
  }

  /** A text of anybody's. */
  CsvLine text(String text) throws IOException {
    String clean = CleanText.line(text, LONGEST);
    return cell(FORMULA.matcher(clean).replaceAll("$1'"));
  }

  CsvLine number(OptionalDouble number) throws IOException {
    return number(number.orElse(Double.NaN));
  }

  /** A number; nothing when it is none. */
  CsvLine number(double number) throws IOException {
    if (!Double.isFinite(number)) {
      return cell("");
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS);
    return cell(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
  }

  void end() throws IOException {
    out.append("\r\n");
  }

  private CsvLine cell(String text) throws IOException {
    if (!isFirst) {
      out.append(',');
    }
    isFirst = false;
    out.append('"').append(text.replace("\"", "\"\"")).append('"');
    return this;
  }
}
