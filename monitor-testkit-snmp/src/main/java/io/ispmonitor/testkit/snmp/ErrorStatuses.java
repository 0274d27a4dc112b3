package io.ispmonitor.testkit.snmp;

/** The numbers of {@code error-status} that agents use of themselves (RFC 3416, 3). */
final class ErrorStatuses {
  static final int NO_SUCH_NAME = 2;
  static final int BAD_VALUE = 3;
  static final int GEN_ERR = 5;
  static final int WRONG_TYPE = 7;
  static final int NO_CREATION = 11;
  static final int NOT_WRITABLE = 17;

  private ErrorStatuses() {}

  /** What version 1 says in place of what it does not know (RFC 3584, 4.4). */
  static int inVersion1(int status) {
    return switch (status) {
      case WRONG_TYPE -> BAD_VALUE;
      case NO_CREATION, NOT_WRITABLE -> NO_SUCH_NAME;
      default -> status;
    };
  }
}
