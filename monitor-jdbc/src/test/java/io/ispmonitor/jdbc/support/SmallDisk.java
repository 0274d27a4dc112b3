package io.ispmonitor.jdbc.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own and of a few megabytes, which can be full. Needs root. */
public final class SmallDisk implements AutoCloseable {
  private final Path at;
  private final Path filler;

  /** Mounts it at a directory, which is made. */
  public SmallDisk(Path at, int megabytes) throws IOException, InterruptedException {
    this.at = Files.createDirectories(at);
    this.filler = at.resolve("filler");
    run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", at.toString());
  }

  /** Where it is. */
  public Path path() {
    return at;
  }

  /** Takes all room that is left. */
  public void fill() {
    byte[] some = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw new IllegalStateException(at + " was not filled", full);
      }
    }
  }

  /** Gives the room back. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(filler);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "--lazy", at.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + " failed, which needs root: " + said);
    }
  }
}
