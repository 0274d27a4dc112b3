package io.ispmonitor.jdbc.database;

import java.sql.SQLException;

/** What SQLite's primary result codes mean; its driver gives them as vendor codes. */
final class SqliteCauses {
  private static final int PRIMARY = 0xFF;

  private SqliteCauses() {}

  static OutageCause of(SQLException failure) {
    return switch (failure.getErrorCode() & PRIMARY) {
      case 1 -> ofText(String.valueOf(failure.getMessage())); // SQLITE_ERROR
      case 5, 6 -> OutageCause.CONFLICT; // SQLITE_BUSY, SQLITE_LOCKED
      case 7, 13 -> OutageCause.FULL; // SQLITE_NOMEM, SQLITE_FULL
      case 8 -> OutageCause.READ_ONLY; // SQLITE_READONLY
      case 9 -> OutageCause.TIMEOUT; // SQLITE_INTERRUPT
      case 3, 23 -> OutageCause.LOGIN_REFUSED; // SQLITE_PERM, SQLITE_AUTH
      case 10 -> ofInputOutput(String.valueOf(failure.getMessage())); // SQLITE_IOERR
      case 11, 14, 26 -> OutageCause.CONNECTION_LOST; // CORRUPT, CANTOPEN, NOTADB
      case 17 -> OutageCause.SCHEMA; // SQLITE_SCHEMA
      case 18, 19, 20 -> OutageCause.DATA; // SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH
      default -> OutageCause.OTHER;
    };
  }

  /** A full disk is met first by the index of the log, which cannot grow. */
  private static OutageCause ofInputOutput(String message) {
    return message.contains("SQLITE_IOERR_SHMSIZE")
        ? OutageCause.FULL
        : OutageCause.CONNECTION_LOST;
  }

  /** SQLite has no code of its own for what is not there. */
  private static OutageCause ofText(String message) {
    return message.contains("no such table")
            || message.contains("no such column")
            || message.contains("has no column named")
        ? OutageCause.SCHEMA
        : OutageCause.OTHER;
  }
}
