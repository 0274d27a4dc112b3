package io.ispmonitor.jdbc.internal.move;

/** A history is not moved; the message says why and what to do. */
public final class RefusedMoveException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says why. */
  RefusedMoveException(String message) {
    super(message);
  }
}
