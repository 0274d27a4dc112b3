package io.ispmonitor.jdbc.internal.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** A checkpoint that was found whole. */
public final class Checkpoint {
  private final Path file;
  private final UUID writer;
  private final long position;
  private final long records;

  private Checkpoint(Path file, UUID writer, long position, long records) {
    this.file = file;
    this.writer = writer;
    this.position = position;
    this.records = records;
  }

  /** Reads one through; throws {@link RefusedException} when it is not as it was written. */
  static Checkpoint verified(Path file, UUID writer) throws IOException {
    try (CheckpointReader reader = new CheckpointReader(file, writer)) {
      long records = reader.readAll((type, payload) -> {});
      return new Checkpoint(file, writer, reader.header().position(), records);
    }
  }

  /** What is in it is as of this position in the spool. */
  public long position() {
    return position;
  }

  /** How many records it has. */
  public long records() {
    return records;
  }

  /**
   * Reads it once more and hands every record over.
   *
   * @throws IOException when it cannot be read, or has changed since it was found whole; then
   *     records were handed over that are of no use
   */
  public void forEach(CheckpointConsumer consumer) throws IOException {
    try (CheckpointReader reader = new CheckpointReader(file, writer)) {
      reader.readAll(consumer);
    } catch (RefusedException e) {
      throw new IOException(
          this + " was whole and has changed since: " + e.getMessage() + "; check the disk", e);
    }
  }

  @Override
  public String toString() {
    return "checkpoint " + file + " as of position " + position;
  }
}
