package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.document.Documents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of which a column holds a document. */
final class DocumentRows {
  private static final int AT_ONCE = 1_000;

  private DocumentRows() {}

  /** Sets the parameters of a question. */
  @FunctionalInterface
  interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** The documents in the first column of what a question finds, in its order. */
  static <T extends Record> List<T> read(
      Connection connection, Documents documents, Class<T> type, String sql, Setter parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(AT_ONCE);
      parameters.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(documents.read(type, rows.getString(1)));
        }
      }
    }
    return found;
  }
}
