package io.ispmonitor.jdbc.internal.document;

import org.jspecify.annotations.Nullable;

/** A text is not the document that was expected; the message says what is wrong with it. */
public final class DocumentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is wrong, and what it comes from where that is known. */
  public DocumentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
