package io.ispmonitor.jdbc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A history was not moved, or not to its end, or what came of it is not the same; the message says
 * which and what to do. After a failure of the database a move is run again, and goes on.
 */
public final class MoveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable MoveReport report;

  MoveException(String message, @Nullable Throwable cause) {
    this(message, cause, null);
  }

  MoveException(String message, @Nullable Throwable cause, @Nullable MoveReport report) {
    super(message, cause);
    this.report = report;
  }

  /** What both sides come to, when that is not the same. */
  public Optional<MoveReport> report() {
    return Optional.ofNullable(report);
  }
}
