package io.ispmonitor.synthetic;

import java.io.IOException;

/** The other side said something that is not what was asked for, or not the protocol at all. */
final class UnfitAnswerException extends IOException {
  private final String reason;

  UnfitAnswerException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What came and what is wrong with it, fit for a log. */
  String reason() {
    return reason;
  }
}
