package io.ispmonitor.maintenance;

/** A store could not read or write windows; the message says what was not done. */
public class MaintenanceStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was not done, and what the store threw. */
  public MaintenanceStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
