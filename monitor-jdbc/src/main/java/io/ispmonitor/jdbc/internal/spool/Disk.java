package io.ispmonitor.jdbc.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What is done to files; tests let it fail. */
public interface Disk {

  /** That of the machine. */
  static Disk real() {
    return new RealDisk();
  }

  /** Makes an empty file, or empties one that was left behind. */
  Output create(Path file) throws IOException;

  /** Opens a file for reading. */
  Input open(Path file) throws IOException;

  /** Writes into a file that is there, or into a new one, and forces it. */
  void overwrite(Path file, long offset, byte[] bytes) throws IOException;

  /** Makes a file that is there with this content wholly, or not at all. */
  void replace(Path file, byte[] content) throws IOException;

  /** Cuts a file off and forces it. */
  void cut(Path file, long length) throws IOException;

  /** Removes a file; does nothing when it is not there. */
  void delete(Path file) throws IOException;

  /** Gives a file another name, also when that is taken. */
  void rename(Path file, Path to) throws IOException;

  /** Makes sure that the files in a directory are found again after a crash. */
  void forceDirectory(Path directory) throws IOException;

  /** A file that is read. */
  interface Input extends Closeable {

    /** Reads some bytes from this offset on; returns how many, or -1 behind the end. */
    int read(ByteBuffer to, long offset) throws IOException;
  }

  /** A file that is appended to. */
  interface Output extends Closeable {

    /** Writes bytes behind all others; when it fails, some of them may have been written. */
    void write(byte[] bytes, int from, int to) throws IOException;

    /** Returns when all that was written lies on the disk. */
    void force() throws IOException;

    /** Takes back what was written beyond this length. */
    void cut(long length) throws IOException;
  }
}
