package io.ispmonitor.jdbc.internal.carry;

import io.ispmonitor.alert.CleanText;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a failure says, in one line of bounded length. */
public final class FailureText {
  private static final int LONGEST = 300;

  private FailureText() {}

  /**
   * A batch says which statement failed, with all its values; the reason stands behind it. A pool
   * says that it has no connection; why it gets none stands behind that.
   */
  public static String of(Exception failure) {
    SQLException next =
        failure instanceof BatchUpdateException batch ? batch.getNextException() : null;
    String said = said(next == null ? failure : next);
    boolean isOfPool = failure instanceof SQLTransientConnectionException;
    if (isOfPool && failure.getCause() instanceof SQLException reason) {
      said = said + ": " + said(reason);
    }
    return CleanText.line(said, LONGEST);
  }

  private static String said(Exception failure) {
    String said = failure.getMessage();
    return said == null ? failure.getClass().getSimpleName() : said;
  }
}
