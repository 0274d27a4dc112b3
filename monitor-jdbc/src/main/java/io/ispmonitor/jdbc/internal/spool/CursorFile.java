package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file `batch`: two slots 4096 bytes apart, written in turns and in place. A write that fails
 * half way leaves the other slot as it was. Nothing is allocated for it, unlike for a new file that
 * takes the place of the old one: so the database can go on emptying the spool on a disk that is
 * full.
 */
final class CursorFile {
  private static final int SLOT = 4096;

  private final Disk disk;
  private final Path file;
  private long sequence;

  CursorFile(Disk disk, Path directory) {
    this.disk = disk;
    this.file = directory.resolve("batch");
  }

  Path path() {
    return file;
  }

  boolean isThere() {
    return Files.exists(file);
  }

  /** What was written last; null when the file is not there or of no use. */
  @Nullable CursorState read() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    CursorState newest = null;
    for (int at = 0; at + CursorState.BYTES <= bytes.length && at <= SLOT; at += SLOT) {
      byte[] slot = Arrays.copyOfRange(bytes, at, at + CursorState.BYTES);
      CursorState state = CursorState.of(slot);
      if (state != null && CursorState.sequence(slot) > sequence) {
        newest = state;
        sequence = CursorState.sequence(slot);
      }
    }
    return newest;
  }

  /** Makes the file with its whole size. */
  void create(CursorState state) throws IOException {
    byte[] both = new byte[2 * SLOT];
    long next = sequence + 1;
    System.arraycopy(state.toBytes(next), 0, both, slot(next), CursorState.BYTES);
    disk.replace(file, both);
    sequence = next;
  }

  /** Returns when it lies on the disk. After a failure it is the same slot that is written next. */
  void write(CursorState state) throws IOException {
    long next = sequence + 1;
    disk.overwrite(file, slot(next), state.toBytes(next));
    sequence = next;
  }

  private static int slot(long sequence) {
    return (int) (sequence & 1) * SLOT;
  }
}
