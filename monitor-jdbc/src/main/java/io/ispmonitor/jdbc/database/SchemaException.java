package io.ispmonitor.jdbc.database;

import org.jspecify.annotations.Nullable;

/** The tables in a database are not what is needed; the message says what to do about it. */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong, and what it comes from where that is known. */
  public SchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
