package io.ispmonitor.jdbc.internal.spool;

import java.time.Duration;

/** When what was written is forced onto the disk, and so what counts as accepted. */
public sealed interface FsyncPolicy {

  /** After every turn of the loop: what several threads appended meanwhile costs one fsync. */
  record Always() implements FsyncPolicy {}

  /** This long after the first write that is not on the disk yet, sooner when memory runs short. */
  record Every(Duration interval) implements FsyncPolicy {

    /** Checks the interval. */
    public Every {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException(
            "spool: the interval between fsyncs must be positive, was "
                + interval
                + "; for an fsync after every write there is FsyncPolicy.always()");
      }
    }
  }

  /**
   * Not at all: what the operating system has taken counts as accepted. It survives the end of the
   * process, but not that of the machine.
   */
  record Never() implements FsyncPolicy {}

  /** After every turn of the loop. */
  static FsyncPolicy always() {
    return new Always();
  }

  /** At this interval while there is something to force. */
  static FsyncPolicy every(Duration interval) {
    return new Every(interval);
  }

  /** Left to the operating system. */
  static FsyncPolicy never() {
    return new Never();
  }
}
