package io.ispmonitor.icmp;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of the class path that every user may read, since a home directory is often closed. */
final class ReadableClassPath implements AutoCloseable {
  private final Path directory;
  private final List<String> entries = new ArrayList<>();

  private ReadableClassPath(Path directory) {
    this.directory = directory;
  }

  static ReadableClassPath copy() {
    try {
      ReadableClassPath copy = new ReadableClassPath(Files.createTempDirectory("ispmon-cp"));
      String[] originals = System.getProperty("java.class.path").split(File.pathSeparator, -1);
      for (int i = 0; i < originals.length; i++) {
        Path original = Path.of(originals[i]);
        if (Files.exists(original)) {
          copy.add(original, copy.directory.resolve(i + "-" + original.getFileName()));
        }
      }
      copy.open();
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path original, Path target) throws IOException {
    entries.add(target.toString());
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, target.resolve(original.relativize(file).toString()));
      }
    }
  }

  private void open() throws IOException {
    Set<PosixFilePermission> file =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    Set<PosixFilePermission> folder = EnumSet.copyOf(file);
    folder.add(PosixFilePermission.OWNER_EXECUTE);
    folder.add(PosixFilePermission.GROUP_EXECUTE);
    folder.add(PosixFilePermission.OTHERS_EXECUTE);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) files::iterator) {
        Files.setPosixFilePermissions(path, Files.isDirectory(path) ? folder : file);
      }
    }
  }

  String value() {
    return String.join(File.pathSeparator, entries);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
