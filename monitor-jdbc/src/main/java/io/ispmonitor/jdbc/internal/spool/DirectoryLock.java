package io.ispmonitor.jdbc.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that one spool at a time uses a directory. The lock is that of the operating system on
 * the file `lock`, so it ends with the process however that ends.
 *
 * <p>Where locks are those of POSIX, closing any channel of a file gives up the lock that the
 * process has on it. So the file is not opened at all by a process that has the directory open, or
 * is about to; `owner` tells that of this class when it was loaded twice.
 */
public final class DirectoryLock implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  /** The directories this process has open. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path real;
  private final FileChannel channel;
  private final Path owner;

  private DirectoryLock(Path real, FileChannel channel, Path owner) {
    this.real = real;
    this.channel = channel;
    this.owner = owner;
  }

  /** Takes the directory, or throws with a sentence that names it. */
  public static DirectoryLock of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!OURS.add(real)) {
      throw inUse(directory, self());
    }
    try {
      return taken(directory, real);
    } catch (IOException | RuntimeException | Error e) {
      OURS.remove(real);
      throw e;
    }
  }

  private static DirectoryLock taken(Path directory, Path real) throws IOException {
    Path owner = directory.resolve("owner");
    String self = self();
    String holder = holder(owner);
    if (self.equals(holder)) {
      throw inUse(directory, holder);
    }
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw inUse(directory, holder);
      }
      sign(owner, self);
      return new DirectoryLock(real, channel, owner);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(owner);
    } finally {
      channel.close();
      OURS.remove(real);
    }
  }

  private static void sign(Path owner, String self) {
    try {
      Files.writeString(owner, self);
    } catch (IOException e) {
      // On a full disk as well the database is to empty the spool.
      log.warn("SPOOL_UNSIGNED spool owner file {} could not be written", owner, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process, at the same moment
    }
  }

  private static IOException inUse(Path directory, @Nullable String holder) {
    return new IOException(
        "spool directory "
            + directory
            + " is in use by "
            + (holder == null ? "another process" : holder)
            + "; close the spool there, or give each monitor a directory of its own");
  }

  private static @Nullable String holder(Path owner) throws IOException {
    try {
      return Files.readString(owner).strip();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** A process id alone is used again, in a container at every start. */
  private static String self() {
    ProcessHandle process = ProcessHandle.current();
    return "process "
        + process.pid()
        + process.info().startInstant().map(start -> " started " + start).orElse("");
  }
}
