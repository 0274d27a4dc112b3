package io.ispmonitor.jdbc.internal.spool;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The files of the machine. */
final class RealDisk implements Disk {
  /** The JDK keeps a direct buffer of the size of the largest write for each thread. */
  private static final int MOST_AT_ONCE = 256 << 10;

  @Override
  public Output create(Path file) throws IOException {
    return new ChannelOutput(
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PrivateDirectory.ownersOnly(file, "rw-------")));
  }

  @Override
  public Input open(Path file) throws IOException {
    return new ChannelInput(FileChannel.open(file, StandardOpenOption.READ));
  }

  @Override
  public void overwrite(Path file, long offset, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.position(offset);
      writeAll(channel, bytes, 0, bytes.length);
      channel.force(false);
    }
  }

  @Override
  public void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    overwrite(next, 0, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(true);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void rename(Path file, Path to) throws IOException {
    Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    if (File.separatorChar == '\\') {
      return; // Windows keeps its directories by itself, and opens none
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeAll(FileChannel channel, byte[] bytes, int from, int to)
      throws IOException {
    for (int at = from; at < to; at += MOST_AT_ONCE) {
      ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(MOST_AT_ONCE, to - at));
      while (part.hasRemaining()) {
        channel.write(part);
      }
    }
  }

  private record ChannelInput(FileChannel channel) implements Input {

    @Override
    public int read(ByteBuffer to, long offset) throws IOException {
      return channel.read(to, offset);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private record ChannelOutput(FileChannel channel) implements Output {

    @Override
    public void write(byte[] bytes, int from, int to) throws IOException {
      writeAll(channel, bytes, from, to);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void cut(long length) throws IOException {
      channel.truncate(length);
      channel.position(length);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
