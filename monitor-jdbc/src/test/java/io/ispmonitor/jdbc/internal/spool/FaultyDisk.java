package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine's files, with the faults a test asks for. One thread at a time. */
public final class FaultyDisk extends OtherDisk {
  /** How many bytes of segments still find room. */
  public long room = Long.MAX_VALUE;

  /** How many of the next calls of each kind fail. */
  public int forces;

  /** Whether every fsync of a segment fails but the one with which it is made. */
  boolean laterForces;

  int cuts;
  public int creations;
  public int renames;
  public int directories;
  int overwrites;

  /** What reading the spoilt piece throws instead of a failure, once. */
  @Nullable Error error;

  private String badFile = "";
  private long badFrom;
  private long badBytes;

  /** What happened to segments, in order. */
  final List<String> calls = new ArrayList<>();

  @Override
  public Output create(Path file) throws IOException {
    if (creations > 0) {
      creations--;
      throw failure(file, "Too many open files");
    }
    calls.add("create " + file.getFileName());
    return new FaultyOutput(file, super.create(file));
  }

  @Override
  public Input open(Path file) throws IOException {
    return new FaultyInput(file, super.open(file));
  }

  /** Lets a piece of a file be unreadable. */
  void spoil(Path file, long from, long bytes) {
    badFile = file.getFileName().toString();
    badFrom = from;
    badBytes = bytes;
  }

  @Override
  public void overwrite(Path file, long offset, byte[] bytes) throws IOException {
    if (overwrites > 0) {
      overwrites--;
      throw failure(file, "Input/output error");
    }
    super.overwrite(file, offset, bytes);
  }

  @Override
  public void rename(Path file, Path to) throws IOException {
    if (renames > 0) {
      renames--;
      throw failure(file, "Input/output error");
    }
    super.rename(file, to);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (directories > 0) {
      directories--;
      throw failure(directory, "Input/output error");
    }
    super.forceDirectory(directory);
  }

  @Override
  public void delete(Path file) throws IOException {
    calls.add("delete " + file.getFileName());
    super.delete(file);
  }

  private static IOException failure(Path file, String why) {
    return new FileSystemException(file.getFileName().toString(), null, why);
  }

  private final class FaultyInput implements Input {
    private final Path file;
    private final Input input;

    FaultyInput(Path file, Input input) {
      this.file = file;
      this.input = input;
    }

    @Override
    public int read(ByteBuffer to, long offset) throws IOException {
      boolean isBad = file.endsWith(badFile) && badBytes > 0;
      if (isBad && offset < badFrom + badBytes && offset + to.remaining() > badFrom) {
        Error thrown = error;
        if (thrown != null) {
          badBytes = 0;
          throw thrown;
        }
        throw failure(file, "Input/output error");
      }
      return input.read(to, offset);
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }

  private final class FaultyOutput implements Output {
    private final Path file;
    private final Output output;
    private boolean isMade;

    FaultyOutput(Path file, Output output) {
      this.file = file;
      this.output = output;
    }

    @Override
    public void write(byte[] bytes, int from, int to) throws IOException {
      int fits = (int) Math.min(to - from, room);
      output.write(bytes, from, from + fits);
      room -= fits;
      if (fits < to - from) {
        throw failure(file, "No space left on device");
      }
    }

    @Override
    public void force() throws IOException {
      if (forces > 0) {
        forces--;
        throw failure(file, "Input/output error");
      }
      if (laterForces && isMade) {
        throw failure(file, "Input/output error");
      }
      output.force();
      isMade = true;
    }

    @Override
    public void cut(long length) throws IOException {
      if (cuts > 0) {
        cuts--;
        throw failure(file, "Input/output error");
      }
      output.cut(length);
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
