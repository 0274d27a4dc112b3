package io.ispmonitor.benchmarks.ping;

import java.net.InetAddress;

/** Pings every address once. */
interface Pinger extends AutoCloseable {
  /** Reported where no answer came in time. */
  long SILENT = -1;

  /** Reported where our side failed, or the engine says that the silence proves nothing. */
  long UNDECIDED = -2;

  /**
   * Pings all and waits for the end of the last one.
   *
   * @param perSecond the pace; 0 for as fast as it goes
   * @return the round trip of each in nanoseconds, or why there is none
   */
  long[] round(InetAddress[] addresses, int perSecond) throws InterruptedException;

  @Override
  void close();
}
