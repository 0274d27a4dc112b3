package io.ispmonitor.leadership.lease;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leases among programs on one machine, in a directory: for storage in files of SQLite, which one
 * program at a time can have open.
 *
 * <p>Who holds a lease holds a lock of the operating system as well. When its process ends, however
 * it ends, the lock is gone and another one gets the lease at its next look. A process that is
 * stopped but not ended keeps the lease, as it keeps the files: what supervises it has to end it.
 *
 * <p>The directory must be on a local file system. Thread-safe.
 */
public final class FileLeaseStore implements LeaseStore {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Path directory;
  private final InstantSource clock;
  private final Map<String, LockFile> files = new HashMap<>();
  private final Map<String, FileLock> locks = new HashMap<>();

  /**
   * Leases in a directory, which is made if it is not there, seen by the machine's clock.
   *
   * @throws UncheckedIOException when the directory cannot be made
   */
  public FileLeaseStore(Path directory) {
    this(directory, InstantSource.system());
  }

  /**
   * Leases in a directory, which is made if it is not there.
   *
   * @param clock tells when instances were seen
   * @throws UncheckedIOException when the directory cannot be made
   */
  public FileLeaseStore(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw failed("make its directory", e);
    }
  }

  @Override
  public synchronized RollCall call(
      String scope, InstanceStatus me, long token, @Nullable String replaces) {
    return alone(
        leases -> {
          free(leases, scope);
          return leases.call(scope, me, token, replaces, clock.instant());
        });
  }

  @Override
  public synchronized Lease take(Lease seen, InstanceStatus by) {
    return alone(
        leases -> {
          Lease is = leases.lease(seen.scope());
          if (!is.equals(seen) || !lock(seen.scope())) {
            return is;
          }
          return leases.take(seen, by);
        });
  }

  @Override
  public synchronized Lease release(
      String scope, long token, InstanceStatus by, @Nullable String heir) {
    return alone(
        leases -> {
          Lease is = leases.release(scope, token, by, heir);
          if (!is.isHeldBy(by.incarnation())) {
            unlock(scope);
          }
          return is;
        });
  }

  @Override
  public synchronized void leave(InstanceStatus me) {
    alone(
        leases -> {
          leases.leave(me);
          return me;
        });
  }

  /** A lease whose holder has no lock any more is nobody's. */
  private void free(LeaseBook leases, String scope) {
    boolean isTaken = leases.lease(scope).holder() != null;
    if (isTaken && !isLocked(scope) && lock(scope)) {
      leases.free(scope);
      unlock(scope);
    }
  }

  private boolean isLocked(String scope) {
    return locks.containsKey(scope);
  }

  /** Whether this program has the lock of a scope now. */
  private boolean lock(String scope) {
    if (isLocked(scope)) {
      return true;
    }
    try {
      FileLock lock = file("lease-" + hex(scope)).tryLock();
      if (lock != null) {
        locks.put(scope, lock);
      }
      return lock != null;
    } catch (IOException e) {
      throw failed("take the lock of '" + scope + "'", e);
    }
  }

  private void unlock(String scope) {
    FileLock lock = locks.remove(scope);
    if (lock == null) {
      return;
    }
    try {
      lock.release();
    } catch (IOException e) {
      throw failed("give up the lock of '" + scope + "'", e);
    }
  }

  private LockFile file(String name) throws IOException {
    LockFile open = files.get(name);
    if (open == null) {
      open = LockFile.in(directory, name + ".lock");
      files.put(name, open);
    }
    return open;
  }

  private static String hex(String scope) {
    return HexFormat.of().formatHex(scope.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the file, changes and writes it, while no other program does. */
  private <T> T alone(Function<LeaseBook, T> work) {
    try (FileLock guard = guard()) {
      LeaseBook leases = read();
      T result = work.apply(leases);
      write(leases);
      return result;
    } catch (IOException e) {
      throw failed("read or write its file", e);
    }
  }

  private FileLock guard() throws IOException {
    LockFile file = file("guard");
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - until > 0) {
        throw new IOException("another program has had it locked for " + PATIENCE);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private LeaseBook read() throws IOException {
    Properties text = new Properties();
    try (Reader reader = Files.newBufferedReader(file())) {
      text.load(reader);
      return LeaseBook.read(text);
    } catch (NoSuchFileException e) {
      return new LeaseBook();
    } catch (RuntimeException e) {
      throw new IOException("%s is damaged: end all instances and delete it".formatted(file()), e);
    }
  }

  /** As a whole or not at all, also when the machine fails. */
  private void write(LeaseBook leases) throws IOException {
    StringWriter text = new StringWriter();
    leases.write().store(text, null);
    Path fresh = directory.resolve("leases.new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file() {
    return directory.resolve("leases.properties");
  }

  private UncheckedIOException failed(String what, IOException e) {
    return new UncheckedIOException(
        "leases in %s: could not %s: %s".formatted(directory, what, e.getMessage()), e);
  }

  /** Gives up all locks. */
  @Override
  public synchronized void close() {
    List.copyOf(locks.keySet()).forEach(this::unlock);
    for (LockFile one : files.values()) {
      try {
        one.close();
      } catch (IOException e) {
        throw failed("close its files", e);
      }
    }
    files.clear();
  }

  @Override
  public String toString() {
    return "leases in " + directory;
  }
}
