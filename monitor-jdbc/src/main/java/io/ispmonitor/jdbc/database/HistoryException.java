package io.ispmonitor.jdbc.database;

/** History could not be read; the message says why and what to do. */
public class HistoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the failure behind it. */
  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
