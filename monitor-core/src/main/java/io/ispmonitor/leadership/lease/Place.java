package io.ispmonitor.leadership.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory that one instance at a time has, by a lock of the operating system, which ends with
 * the process however that ends. Its id is unique for ever: who has the lock knows that whoever was
 * here before has ended. For its owner's thread.
 */
final class Place implements AutoCloseable {
  private final Path directory;
  private final String id;
  private @Nullable FileChannel channel;

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

  private static String id(Path file) throws IOException {
    String fresh = UUID.randomUUID().toString();
    try {
      Files.writeString(file, fresh, StandardOpenOption.CREATE_NEW);
      return fresh;
    } catch (FileAlreadyExistsException e) {
      return UUID.fromString(Files.readString(file).strip()).toString();
    }
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
      FileChannel open =
          FileChannel.open(
              directory.resolve("instance.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (tryLock(open) == null) {
        open.close();
        throw new IllegalStateException(
            "instance directory %s is in use by another instance: end that one, or give each a directory of its own"
                .formatted(directory));
      }
      channel = open;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "instance directory %s cannot be locked: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process
    }
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("instance directory " + directory + " is not given up", e);
      }
    }
  }
}
