package io.ispmonitor.examples.demo;

/** Something was asked for that cannot be done; the message says what, and what to do instead. */
final class BadUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadUseException(String message) {
    super(message);
  }
}
