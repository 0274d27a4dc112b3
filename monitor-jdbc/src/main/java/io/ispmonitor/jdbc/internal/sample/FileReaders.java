package io.ispmonitor.jdbc.internal.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for reading files of SQLite. To open a file takes several times as long as to read a
 * series of it, so some stay open for whoever reads the same file next; none of them holds a
 * moment, so what is written is seen. A file that was removed or replaced is not read any more. Any
 * thread; a reader belongs to one.
 */
final class FileReaders implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FileReaders.class);
  private static final int MOST_IDLE = 16;

  /** The one that was used last comes first. */
  private final Deque<Reader> idle = new ArrayDeque<>();

  private boolean isClosed;

  /** A file that is read; to be closed, after all that was asked of it. */
  final class Reader implements AutoCloseable {
    private final Path path;
    private final @Nullable Object identity;
    private final Connection connection;

    private Reader(Path path, @Nullable Object identity) throws SQLException {
      this.path = path;
      this.identity = identity;
      this.connection = DataFile.connect(path);
    }

    /** It commits what it is asked, one by one, unless it is told otherwise. */
    Connection connection() {
      return connection;
    }

    @Override
    public void close() throws SQLException {
      try {
        if (!connection.getAutoCommit()) {
          connection.setAutoCommit(true); // the moment that it was read as of is over
        }
      } catch (SQLException e) {
        end(this);
        throw e;
      }
      giveBack(this);
    }

    private boolean isStill(Path other, @Nullable Object now) {
      return path.equals(other) && Objects.equals(identity, now);
    }
  }

  /** Reads a file; empty when it is not there. */
  Optional<Reader> open(Path path) throws SQLException {
    Path file = path.toAbsolutePath();
    Optional<Found> found = find(file);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Object identity = found.get().identity();
    Reader known = take(file, identity);
    return Optional.of(known == null ? new Reader(file, identity) : known);
  }

  /** What a file is, whatever it is called; not every file system says so. */
  private record Found(@Nullable Object identity) {}

  private static Optional<Found> find(Path file) throws SQLException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return Optional.of(new Found(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SQLException("the file " + file + " cannot be read: " + e, e);
    }
  }

  private @Nullable Reader take(Path file, @Nullable Object identity) {
    List<Reader> stale = new ArrayList<>();
    Reader taken = null;
    synchronized (this) {
      for (Iterator<Reader> all = idle.iterator(); all.hasNext() && taken == null; ) {
        Reader one = all.next();
        if (one.path.equals(file)) {
          all.remove();
          if (one.isStill(file, identity)) {
            taken = one;
          } else {
            stale.add(one);
          }
        }
      }
    }
    stale.forEach(FileReaders::end);
    return taken;
  }

  private void giveBack(Reader reader) throws SQLException {
    Optional<Found> found = find(reader.path);
    boolean isStill = found.isPresent() && reader.isStill(reader.path, found.get().identity());
    Reader over = reader;
    synchronized (this) {
      if (isStill && !isClosed) {
        idle.addFirst(reader);
        over = idle.size() > MOST_IDLE ? idle.removeLast() : null;
      }
    }
    if (over != null) {
      end(over);
    }
  }

  /** Closes those of a file that nobody reads at the moment. */
  void forget(Path path) {
    Path file = path.toAbsolutePath();
    end(reader -> reader.path.equals(file));
  }

  /** Closes those that nobody reads at the moment. */
  void forget() {
    end(reader -> true);
  }

  private void end(Predicate<Reader> which) {
    List<Reader> over = new ArrayList<>();
    synchronized (this) {
      idle.removeIf(reader -> which.test(reader) && over.add(reader));
    }
    over.forEach(FileReaders::end);
  }

  /** How many wait for somebody who reads. */
  synchronized int idle() {
    return idle.size();
  }

  /** Closes all: those that are read when they have been. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    forget();
  }

  private static void end(Reader reader) {
    try {
      reader.connection.close();
    } catch (SQLException e) {
      log.warn("STORE_CLOSE_FAILED {}, which was read, could not be closed", reader.path, e);
    }
  }
}
