package io.ispmonitor.metric;

/** A store could not take something over; the message says why and what to do. */
public class StoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Made without a stack trace: it may be thrown for every batch. */
  public StoreRefusedException(String message) {
    super(message, null, false, false);
  }
}
