package io.ispmonitor.jdbc.internal.checkpoint;

import java.io.IOException;

/** A checkpoint is not one that can be used; says why. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedException(String why) {
    super(why);
  }
}
