package io.ispmonitor.synthetic;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Locale;

/** The system gave up connecting because nobody answered, which it calls by the name of a no. */
final class GivenUpException extends IOException {
  /** When a SYN is first sent again; no system gives up before. */
  private static final long FIRST_RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private GivenUpException(ConnectException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * What a failure to connect comes to: the failure itself where the host said no, this where it
   * said nothing.
   */
  static IOException unlessRefused(ConnectException failure, long waitedNanos) {
    return isRefusal(failure, waitedNanos) ? failure : new GivenUpException(failure);
  }

  /**
   * How soon the system gives up is set by the machine, so the words decide. They may be in the
   * language of the machine; then a no is what came before the first retry.
   */
  private static boolean isRefusal(ConnectException failure, long waitedNanos) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("refused")
        || (!words.contains("timed out") && waitedNanos < FIRST_RETRY_NANOS);
  }
}
