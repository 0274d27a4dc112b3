package io.ispmonitor.synthetic;

import java.io.IOException;

/** Our own machine failed: no route, no file descriptor, no thread. Says nothing of the device. */
final class OurSideException extends IOException {
  OurSideException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
