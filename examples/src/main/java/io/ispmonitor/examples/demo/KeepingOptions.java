package io.ispmonitor.examples.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where history is kept.
 *
 * @param directory below which files lie
 * @param database the address of a PostgreSQL; null for files of SQLite
 * @param isOff whether none is kept
 */
record KeepingOptions(Path directory, @Nullable String database, boolean isOff) {
  static final Path USUAL = Path.of("monitor-data");

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** Checks the address. */
  KeepingOptions {
    if (database != null && !database.startsWith(POSTGRESQL)) {
      throw new BadUseException(
          "--db must be the address of a PostgreSQL such as jdbc:postgresql://host/database");
    }
    if (database != null && database.contains("password=")) {
      throw new BadUseException(
          "--db is not taken with a password in it, since all users of this machine can read a"
              + " command line, and the shell remembers it; set PGPASSWORD in the environment");
    }
  }
}
