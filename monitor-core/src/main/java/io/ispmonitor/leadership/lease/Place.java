package io.ispmonitor.leadership.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that one instance at a time has, by a lock of the operating system, which ends with
 * the process however that ends. Its id is unique for ever: who has the lock knows that whoever was
 * here before has ended. For its owner's thread.
 */
final class Place implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseLeadership.class);

  private final Path directory;
  private final String id;
  private @Nullable LockFile file;
  private @Nullable FileLock lock;

  private Place(Path directory, String id) {
    this.directory = directory;
    this.id = id;
  }

  /**
   * A place that is not taken yet; the directory is made, and gets an id, if it has none.
   *
   * @throws UncheckedIOException when that cannot be done
   */
  static Place in(Path directory) {
    try {
      Files.createDirectories(directory);
      return new Place(directory, id(directory.resolve("instance.place")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "instance directory %s cannot be used: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** The id is that of the file, not only in it: a copy of the directory is another place. */
  private static String id(Path file) throws IOException {
    boolean isNew = !Files.exists(file);
    String[] known = isNew ? new String[0] : Files.readString(file).strip().split("\\s+");
    if (known.length == 2 && known[1].equals(number(file))) {
      return known[0];
    }
    String fresh = UUID.randomUUID().toString();
    Files.writeString(file, "", StandardOpenOption.CREATE);
    Files.writeString(file, fresh + " " + number(file) + "\n");
    if (!isNew) {
      log.warn("INSTANCE_PLACE {} is a copy or was damaged, and is a place of its own now", file);
    }
    return fresh;
  }

  /** What the file system calls the file, which no copy has; the same for all where it has none. */
  private static String number(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(file, "unix:ino").toString()
        : "0";
  }

  String id() {
    return id;
  }

  /**
   * Takes it.
   *
   * @throws IllegalStateException when another instance has it
   */
  void take() {
    try {
      LockFile open = LockFile.in(directory, "instance.lock");
      lock = open.tryLock();
      if (lock == null) {
        open.close();
        throw new IllegalStateException(
            "instance directory %s is in use by another instance: end that one, or give each a directory of its own"
                .formatted(directory));
      }
      file = open;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "instance directory %s cannot be locked: %s".formatted(directory, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    LockFile open = file;
    FileLock held = lock;
    file = null;
    if (open != null && held != null) {
      try (open) {
        held.release();
      } catch (IOException e) {
        throw new UncheckedIOException("instance directory " + directory + " is not given up", e);
      }
    }
  }
}
