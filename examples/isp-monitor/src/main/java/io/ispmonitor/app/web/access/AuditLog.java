package io.ispmonitor.app.web.access;

import io.ispmonitor.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done by whom: the last ten thousand entries in memory, also those of before a restart,
 * and more in five files of ten megabytes. The file that is written may be moved away at any time.
 * Thread-safe.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int MOST = 10_000;
  private static final int MOST_FILES = 5;
  private static final long MOST_BYTES = 10L << 20;

  private final @Nullable Path path;
  private final @Nullable AuditFile file;
  private final Deque<AuditEntry> newestFirst;
  private @Nullable Instant failingSince;

  /**
   * With what is in the files. Waits for the disk.
   *
   * @param path where entries are appended; null for memory alone
   */
  public AuditLog(@Nullable Path path) {
    this(path, MOST_BYTES, MOST_FILES);
  }

  AuditLog(@Nullable Path path, long mostBytes, int mostFiles) {
    this.path = path;
    this.file = path == null ? null : new AuditFile(path, mostBytes, mostFiles);
    this.newestFirst = file == null ? new ArrayDeque<>() : read(path, file);
  }

  private static Deque<AuditEntry> read(@Nullable Path path, AuditFile file) {
    try {
      return file.newestFirst(MOST);
    } catch (IOException e) {
      LOG.error("AUDIT_NOT_READ what was done before is not shown: {} cannot be read", path, e);
      return new ArrayDeque<>();
    }
  }

  /** Takes an entry. What cannot be written stays in memory, and the log and the health say so. */
  public synchronized void add(AuditEntry entry) {
    newestFirst.addFirst(entry);
    if (newestFirst.size() > MOST) {
      newestFirst.removeLast();
    }
    if (file != null) {
      append(file, entry);
    }
  }

  /** The entries in memory, the newest first. */
  public synchronized List<AuditEntry> newestFirst() {
    return new ArrayList<>(newestFirst);
  }

  /** Whether all that was done lately is in the file. */
  public synchronized HealthCheck health() {
    if (failingSince == null) {
      return HealthCheck.healthy(
          "audit", path == null ? "who did what is in memory alone" : "who did what is in " + path);
    }
    return HealthCheck.degraded(
        "audit",
        "what was done since %s is in memory alone: %s cannot be written; see to its directory and its disk"
            .formatted(failingSince, path));
  }

  private void append(AuditFile to, AuditEntry entry) {
    try {
      to.append(entry);
      failingSince = null;
    } catch (IOException e) {
      failingSince = failingSince == null ? entry.at() : failingSince;
      LOG.error(
          "AUDIT_NOT_WRITTEN {} by {} of {} is in memory alone: {} cannot be written; see to its directory and its disk",
          entry.action(),
          entry.user(),
          entry.target(),
          path,
          e);
    }
  }
}
