package io.ispmonitor.jdbc.internal.checkpoint;

import io.ispmonitor.jdbc.internal.spool.DamagedFiles;
import io.ispmonitor.jdbc.internal.spool.Disk;
import io.ispmonitor.jdbc.internal.spool.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints and finds the newest whole one. Two are kept, and {@link #keepAfter} says
 * which records of the spool are needed so that the older one will do as well. To be used by
 * whoever has opened the spool, which holds the directory; any thread.
 *
 * <pre>{@code
 * CheckpointFile checkpoints = CheckpointFile.in(directory, spool.writerId());
 * spool.keepAfter(checkpoints.keepAfter());            // before anything is carried
 * Optional<Checkpoint> newest = checkpoints.newest();
 * if (newest.isPresent()) {
 *   newest.get().forEach(mirrors::restore);
 * }
 * spool.replay(newest.map(Checkpoint::position).orElse(0L), mirrors::apply);
 *
 * checkpoints.write(position, mirrors::writeTo);       // now and then
 * spool.keepAfter(checkpoints.keepAfter());
 * }</pre>
 */
public final class CheckpointFile {
  private static final Logger log = LoggerFactory.getLogger(CheckpointFile.class);
  private static final int KEPT = 2;

  private final Path directory;
  private final UUID writer;
  private final Disk disk;
  private final DamagedFiles damaged;

  private CheckpointFile(Path directory, UUID writer, Disk disk) {
    this.directory = Objects.requireNonNull(directory, "directory");
    this.writer = Objects.requireNonNull(writer, "writer");
    this.disk = disk;
    this.damaged = new DamagedFiles(directory, disk, CheckpointNames.SUFFIX);
  }

  /**
   * The checkpoints of a directory.
   *
   * @param directory may be that of the spool; made when it is not there
   * @param writer the id of the spool
   */
  public static CheckpointFile in(Path directory, UUID writer) throws IOException {
    return in(directory, writer, Disk.real());
  }

  static CheckpointFile in(Path directory, UUID writer, Disk disk) throws IOException {
    PrivateDirectory.make(directory);
    return new CheckpointFile(directory, writer, disk);
  }

  /**
   * Writes one. It is there as a whole or not at all; until it is, and when this throws, those
   * before stay.
   *
   * @param position what the source gives is as of this position in the spool
   */
  public synchronized void write(long position, CheckpointSource source) throws IOException {
    if (position < 0) {
      throw new IllegalArgumentException("checkpoint: a position is not negative, was " + position);
    }
    List<Path> before = CheckpointNames.newestFirst(directory);
    long number = before.isEmpty() ? 1 : CheckpointNames.number(before.get(0)) + 1;
    Path made = directory.resolve("checkpoint.new");
    try {
      disk.delete(made); // so that it has our rights
      writeTo(made, new Header(writer, position), source);
      disk.rename(made, CheckpointNames.file(directory, number));
    } catch (IOException | RuntimeException | Error e) {
      undo(made, e);
      throw e;
    }
    disk.forceDirectory(directory);
    before.stream().skip(KEPT - 1).forEach(this::remove);
  }

  /** The newest one that is whole; what is not is put aside, and the log says why. */
  public synchronized Optional<Checkpoint> newest() throws IOException {
    for (Path file : CheckpointNames.newestFirst(directory)) {
      try {
        return Optional.of(Checkpoint.verified(file, writer));
      } catch (RefusedException e) {
        putAside(file, e);
      } catch (IOException e) {
        log.error(
            "CHECKPOINT_UNREADABLE {} cannot be read; the one before it is used, if there is one",
            file,
            e);
      }
    }
    return Optional.empty();
  }

  /**
   * Records behind this position are needed so that the older checkpoint will do should the newer
   * one turn out damaged; 0 as long as there are not two.
   */
  public synchronized long keepAfter() throws IOException {
    long oldest = Long.MAX_VALUE;
    int usable = 0;
    for (Path file : CheckpointNames.newestFirst(directory)) {
      try (CheckpointReader reader = new CheckpointReader(file, writer)) {
        oldest = Math.min(oldest, reader.header().position());
        usable++;
      } catch (IOException e) {
        log.debug("{} does not count as a checkpoint", file, e); // newest() says so
      }
    }
    return usable < KEPT ? 0 : oldest;
  }

  private void writeTo(Path file, Header header, CheckpointSource source) throws IOException {
    try (Disk.Output output = disk.create(file)) {
      CheckpointWriter to = new CheckpointWriter(output, header);
      source.writeTo(to);
      to.end();
    }
  }

  private void undo(Path made, Throwable because) {
    try {
      disk.delete(made);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private void putAside(Path file, RefusedException why) {
    log.error(
        "CHECKPOINT_REFUSED {}: {}; it is put aside as *.damaged, and the one before it is used, if"
            + " there is one",
        file,
        why.getMessage());
    try {
      damaged.put(file);
      damaged.thin(Long.MAX_VALUE);
    } catch (IOException e) {
      log.warn("CHECKPOINT_LEFT {} could not be put aside", file, e);
    }
  }

  private void remove(Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      log.warn("CHECKPOINT_LEFT {} is not needed any more and could not be removed", file, e);
    }
  }
}
