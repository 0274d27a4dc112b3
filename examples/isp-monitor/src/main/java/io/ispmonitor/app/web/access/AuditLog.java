package io.ispmonitor.app.web.access;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done by whom: the last ten thousand entries in memory, and all in a file, a line of JSON
 * each, which may be moved away at any time. Thread-safe.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int MOST = 10_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;
  private final Deque<AuditEntry> newestFirst = new ArrayDeque<>();

  /**
   * With nothing in it.
   *
   * @param file where entries are appended; null for memory alone
   */
  public AuditLog(@Nullable Path file) {
    this.file = file;
  }

  /** Takes an entry. What cannot be written stays in memory, and the log says so. */
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

  private static void append(Path file, AuditEntry entry) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("at", entry.at().toString())
            .put("user", entry.user())
            .put("role", entry.role())
            .put("address", entry.address())
            .put("action", entry.action())
            .put("target", entry.target())
            .put("detail", entry.detail());
    try {
      Files.writeString(
          file,
          JSON.writeValueAsString(line) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.error(
          "AUDIT_NOT_WRITTEN {} by {} of {} is in memory alone: {} cannot be written; see to its directory and its disk",
          entry.action(),
          entry.user(),
          entry.target(),
          file,
          e);
    }
  }
}
