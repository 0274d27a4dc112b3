package io.ispmonitor.jdbc.internal.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** What the files of a day have in them. */
final class DayFile {
  static final DataFile.Kind KIND = new DataFile.Kind("samples", "day.sql", 2);
  private static final int WITH_MARKS = 2;

  private DayFile() {}

  /** A connection of one's own for reading; the file must be there. */
  static Connection connect(Path path) throws SQLException {
    return DataFile.connect(path);
  }

  /** Whether there is something to read; a file that was made a moment ago is empty. */
  static boolean isMade(Connection connection) throws SQLException {
    return DataFile.isMade(connection);
  }

  /** Whether it can say that its day was rolled up; one of an older program cannot. */
  static boolean hasMarks(Connection connection) throws SQLException {
    return DataFile.version(connection) >= WITH_MARKS;
  }
}
