package io.ispmonitor.synthetic;

import java.io.IOException;

/** The other side said something that is not what was asked for, or not the protocol at all. */
final class UnfitAnswerException extends IOException {
  UnfitAnswerException(String reason) {
    super(reason);
  }
}
