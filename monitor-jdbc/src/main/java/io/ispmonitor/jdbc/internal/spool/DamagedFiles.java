package io.ispmonitor.jdbc.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of no use that are not removed at once, so that somebody can see what became of them. The
 * newest four stay as long as they take no more than 256 MB together; the newest one always does.
 * One thread at a time.
 */
public final class DamagedFiles {
  static final int MOST = 4;
  static final long MOST_BYTES = 256L << 20;
  private static final String SUFFIX = ".damaged";
  private static final Logger log = LoggerFactory.getLogger(DamagedFiles.class);

  private final Path directory;
  private final Disk disk;
  private final Pattern name;

  /**
   * Looks after the files of a directory.
   *
   * @param suffix what their names end with behind a number of 16 digits
   */
  public DamagedFiles(Path directory, Disk disk, String suffix) {
    this.directory = directory;
    this.disk = disk;
    this.name = Pattern.compile("(\\d{16})" + Pattern.quote(suffix + SUFFIX));
  }

  /** The name a file gets. */
  public static Path aside(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /** Gives a file its other name. */
  public void put(Path file) throws IOException {
    disk.rename(file, aside(file));
  }

  /** Removes the oldest of those with a number below this one, when there are too many of all. */
  public void thin(long below) {
    try {
      removeSurplus(newestFirst(), below);
    } catch (IOException e) {
      log.warn(
          "SPOOL_ASIDE_LEFT {}: damaged files that were put aside could not be thinned out",
          directory,
          e);
    }
  }

  private void removeSurplus(List<Path> files, long below) throws IOException {
    long bytes = 0;
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      long size = Files.size(file);
      bytes += size;
      boolean isSurplus = i > 0 && (i >= MOST || bytes > MOST_BYTES);
      if (isSurplus && number(file) < below) {
        disk.delete(file);
        log.warn(
            "SPOOL_ASIDE_REMOVED {} ({} bytes), put aside as damaged, is removed, since newer ones"
                + " are kept",
            file,
            size);
      }
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> number(file) >= 0)
          .sorted(Comparator.comparingLong(this::number).reversed())
          .toList();
    }
  }

  private long number(Path file) {
    Matcher matcher = name.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
