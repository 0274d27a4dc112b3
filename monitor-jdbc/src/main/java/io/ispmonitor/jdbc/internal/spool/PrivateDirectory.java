package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes the directory of a spool. What lies in it names devices and customers, so nobody else may
 * look into one that is made here; one that is there already has the rights that somebody gave it.
 */
public final class PrivateDirectory {
  private PrivateDirectory() {}

  /** Makes it where it is not there. */
  public static void make(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(directory, ownersOnly(directory, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e; // a file; otherwise another program was quicker
      }
    }
  }

  /** What a file is made with, where the system knows such rights. */
  static FileAttribute<?>[] ownersOnly(Path file, String rights) {
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
