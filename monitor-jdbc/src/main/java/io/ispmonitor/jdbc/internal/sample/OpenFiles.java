package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.sql.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of SQLite that are written to and read. A few of them stay open. Any thread. */
final class OpenFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);
  private static final int MOST_OPEN = 3;

  private final DataFile.Kind kind;
  private final Map<Path, DataFile> open = new LinkedHashMap<>(8, 0.75f, true);
  private final FileReaders readers = new FileReaders();
  private boolean isClosed;

  OpenFiles(DataFile.Kind kind) {
    this.kind = kind;
  }

  /** Does what writes into a file, as a whole or not at all. */
  synchronized <T> T write(Path path, Transactions.Work<T> work) throws SQLException {
    if (isClosed) {
      throw new SQLException(
          "the files of %s are closed; %s is not written to".formatted(kind.holds(), path));
    }
    DataFile file = open.get(path);
    if (file == null) {
      file = DataFile.open(path, kind);
      open.put(path, file);
      closeOldest();
    }
    return file.write(work);
  }

  /** Reads a file; empty when it is not there. */
  Optional<FileReaders.Reader> read(Path path) throws SQLException {
    return readers.open(path);
  }

  private void closeOldest() {
    if (open.size() > MOST_OPEN) {
      Map.Entry<Path, DataFile> oldest = open.entrySet().iterator().next();
      open.remove(oldest.getKey());
      close(oldest.getKey(), oldest.getValue());
    }
  }

  /** Removes a file with what SQLite keeps beside it. */
  synchronized void remove(Path file) {
    DataFile one = open.remove(file);
    if (one != null) {
      close(file, one);
    }
    readers.forget(file);
    try {
      for (String beside : new String[] {"-wal", "-shm", ""}) {
        Files.deleteIfExists(Path.of(file + beside));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the file of %s %s cannot be removed".formatted(kind.holds(), file), e);
    }
  }

  /** How many are open to be written to. */
  synchronized int size() {
    return open.size();
  }

  /** Closes what is open; it is opened again when it is needed. */
  synchronized void forget() {
    open.forEach(this::close);
    open.clear();
    readers.forget();
  }

  /** Closes what is open; nothing is written any more. */
  @Override
  public synchronized void close() {
    isClosed = true;
    forget();
    readers.close();
  }

  private void close(Path path, DataFile file) {
    try {
      file.close();
    } catch (SQLException e) {
      log.warn("STORE_CLOSE_FAILED the file of {} {} could not be closed", kind.holds(), path, e);
    }
  }
}
