package io.ispmonitor.leadership.lease;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that one process at a time has a lock of the operating system on. Where locks are those of
 * POSIX, closing any channel of a file gives up the lock that the process has on it: so a process
 * has it open once, for all who use it, and the last of them closes it. Thread-safe.
 */
final class LockFile implements AutoCloseable {
  private static final Map<Path, Open> OPEN = new HashMap<>();

  private final Path real;
  private final FileChannel channel;
  private boolean isClosed;

  private record Open(FileChannel channel, int users) {}

  private LockFile(Path real, FileChannel channel) {
    this.real = real;
    this.channel = channel;
  }

  /** A file in a directory that is there; made if it is not. */
  static LockFile in(Path directory, String name) throws IOException {
    Path real = directory.toRealPath().resolve(name);
    synchronized (OPEN) {
      Open is = OPEN.get(real);
      FileChannel channel =
          is != null
              ? is.channel()
              : FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      OPEN.put(real, new Open(channel, is == null ? 1 : is.users() + 1));
      return new LockFile(real, channel);
    }
  }

  /** The lock; null when somebody has it, be it another user in this process. */
  @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process
    }
  }

  /** Lets go of the file; locks have to be given up before. */
  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      Open is = OPEN.get(real);
      if (isClosed || is == null) {
        return;
      }
      isClosed = true;
      if (is.users() > 1) {
        OPEN.put(real, new Open(channel, is.users() - 1));
        return;
      }
      OPEN.remove(real);
      channel.close();
    }
  }
}
