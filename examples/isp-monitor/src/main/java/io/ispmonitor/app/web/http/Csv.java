package io.ispmonitor.app.web.http;

import io.ispmonitor.alert.CleanText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** A table of CSV (RFC 4180), in which no cell is taken for a formula. One thread. */
public final class Csv {
  private static final int LONGEST = 1_000;
  private static final int DIGITS = 9;

  /** Where spreadsheets begin a formula: at the begin of a cell, also after what they part by. */
  private static final Pattern FORMULA =
      Pattern.compile("(^|[;,])(?=[\\s\"]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20])");

  private final StringBuilder text = new StringBuilder();
  private boolean isFirst = true;

  /** The first line. */
  public void names(String... names) {
    for (String name : names) {
      cell(name);
    }
    end();
  }

  /** A text of anybody's. */
  public Csv text(String of) {
    return cell(FORMULA.matcher(CleanText.line(of, LONGEST)).replaceAll("$1'"));
  }

  /** A number; an empty cell when it is none. */
  public Csv number(double of) {
    return cell(
        Double.isFinite(of)
            ? new BigDecimal(of).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString()
            : "");
  }

  /** Ends the line. */
  public void end() {
    text.append("\r\n");
    isFirst = true;
  }

  private Csv cell(String of) {
    text.append(isFirst ? "\"" : ",\"").append(of.replace("\"", "\"\"")).append('"');
    isFirst = false;
    return this;
  }

  /** All lines. */
  @Override
  public String toString() {
    return text.toString();
  }
}
