package io.ispmonitor.jdbc.internal.block;

/**
 * Bytes are no block that can be read: they were damaged, cut off, or written by a later version.
 * The message says at which byte and what is wrong there. Nothing else is thrown for bad bytes.
 */
public final class CorruptBlockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptBlockException(String message) {
    super(message);
  }
}
