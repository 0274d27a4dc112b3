package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.alert.CleanText;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** What a failure says, in one line of bounded length. */
public final class FailureText {
  private static final int LONGEST = 300;

  private FailureText() {}

  /** A batch says which statement failed, with all its values; the reason stands behind it. */
  public static String of(Exception failure) {
    SQLException next =
        failure instanceof BatchUpdateException batch ? batch.getNextException() : null;
    String said = next == null ? failure.getMessage() : next.getMessage();
    return CleanText.line(said == null ? failure.getClass().getSimpleName() : said, LONGEST);
  }
}
