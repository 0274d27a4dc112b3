package io.ispmonitor.synthetic;

/** How long each part took, in nanoseconds; sums over all hops where that makes sense. */
final class HttpTimes {
  long lookup = Columns.NOT_MEASURED;
  long firstConnect = Columns.NOT_MEASURED;
  long connect = Columns.NOT_MEASURED;
  long tls = Columns.NOT_MEASURED;
  long firstByte = Columns.NOT_MEASURED;
  long total = Columns.NOT_MEASURED;

  void lookedUp(long nanos) {
    lookup = plus(lookup, nanos);
  }

  void connected(long nanos) {
    firstConnect = firstConnect == Columns.NOT_MEASURED ? nanos : firstConnect;
    connect = plus(connect, nanos);
  }

  void secured(long nanos) {
    tls = plus(tls, nanos);
  }

  /** Another page is asked for; its first byte has not come yet. */
  void again() {
    firstByte = Columns.NOT_MEASURED;
  }

  private static long plus(long sum, long nanos) {
    return sum == Columns.NOT_MEASURED ? nanos : sum + nanos;
  }
}
