package io.ispmonitor.jdbc.internal.move;

/** A file uses a number that the main file does not know. */
public final class UnknownNumberException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which. */
  UnknownNumberException(String message) {
    super(message);
  }
}
