package io.ispmonitor.icmp;

import org.jspecify.annotations.Nullable;

/** Echoes cannot be sent from this process; the message says why and what to do. */
public class IcmpUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what happened and what to do. */
  public IcmpUnavailableException(String message) {
    super(message);
  }

  /** With what happened, what to do, and the exception behind it. */
  public IcmpUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
