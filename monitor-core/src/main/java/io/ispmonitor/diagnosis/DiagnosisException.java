package io.ispmonitor.diagnosis;

/** There is no diagnosis; the message says why and what to do. */
public class DiagnosisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what happened and what to do. */
  public DiagnosisException(String message) {
    super(message);
  }

  /** With what happened, what to do, and what is behind it. */
  public DiagnosisException(String message, Throwable cause) {
    super(message, cause);
  }
}
