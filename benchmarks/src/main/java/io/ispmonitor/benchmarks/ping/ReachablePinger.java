package io.ispmonitor.benchmarks.ping;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@link InetAddress#isReachable(int)} on a hundred threads, as applications in Java do it. */
final class ReachablePinger implements Pinger {
  private static final int THREADS = 100;
  private static final int TIMEOUT_MILLIS = 1_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @Override
  public long[] round(InetAddress[] addresses, int perSecond) throws InterruptedException {
    List<Future<Long>> open = new ArrayList<>(addresses.length);
    for (InetAddress address : addresses) {
      open.add(threads.submit(() -> ping(address)));
    }
    long[] results = new long[addresses.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = result(open.get(i));
    }
    return results;
  }

  private static long ping(InetAddress address) throws IOException {
    long before = System.nanoTime();
    return address.isReachable(TIMEOUT_MILLIS) ? System.nanoTime() - before : SILENT;
  }

  private static long result(Future<Long> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      return UNDECIDED;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
