package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.Path;

/** The machine's files, for tests that change one call or another. */
public abstract class OtherDisk implements Disk {
  private final RealDisk real = new RealDisk();

  @Override
  public Output create(Path file) throws IOException {
    return real.create(file);
  }

  @Override
  public Input open(Path file) throws IOException {
    return real.open(file);
  }

  @Override
  public void overwrite(Path file, long offset, byte[] bytes) throws IOException {
    real.overwrite(file, offset, bytes);
  }

  @Override
  public void replace(Path file, byte[] content) throws IOException {
    real.replace(file, content);
  }

  @Override
  public void cut(Path file, long length) throws IOException {
    real.cut(file, length);
  }

  @Override
  public void delete(Path file) throws IOException {
    real.delete(file);
  }

  @Override
  public void rename(Path file, Path to) throws IOException {
    real.rename(file, to);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    real.forceDirectory(directory);
  }
}
