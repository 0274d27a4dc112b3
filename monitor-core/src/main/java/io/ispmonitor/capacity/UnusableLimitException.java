package io.ispmonitor.capacity;

/** A host gave a limit or a capacity that is none. Told of the series, not thrown at the host. */
final class UnusableLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableLimitException(String message) {
    super(message);
  }
}
