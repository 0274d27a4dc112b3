package io.ispmonitor.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.jdbc.database.DatabaseKind;
import io.ispmonitor.jdbc.internal.sql.SqliteSource;
import io.ispmonitor.jdbc.support.PostgresDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Storages over one database, each with a directory of its own. */
final class StorageRig implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  private final DatabaseKind kind;
  private final DataSource database;
  private final Path directory;
  private final List<JdbcStorage> open = new ArrayList<>();
  private int programs;

  StorageRig(DatabaseKind kind, DataSource database, Path directory) {
    this.kind = kind;
    this.database = database;
    this.directory = directory;
  }

  static StorageRig postgres(PostgresDatabase database, Path directory) {
    return new StorageRig(DatabaseKind.POSTGRESQL, database.asOwner(), directory);
  }

  static StorageRig sqlite(Path directory) {
    return new StorageRig(
        DatabaseKind.SQLITE, new SqliteSource(directory.resolve("shared.db")), directory);
  }

  /** Another program with the same database. */
  JdbcStorage open() {
    return open("program-" + programs++, how -> how);
  }

  /** A program with this directory. */
  JdbcStorage open(String name, UnaryOperator<JdbcStorageBuilder> more) {
    JdbcStorageBuilder how = new JdbcStorageBuilder(kind, database, directory.resolve(name));
    try {
      JdbcStorage storage = more.apply(how).open();
      open.add(storage);
      return storage;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all is in the database. */
  void settle() {
    try {
      for (JdbcStorage storage : open) {
        assertTrue(storage.flush(LONG), () -> "not carried: " + storage.status());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A program ends. */
  void end(JdbcStorage storage) {
    storage.close();
    open.remove(storage);
  }

  @Override
  public void close() {
    open.forEach(JdbcStorage::close);
  }
}
