package io.ispmonitor.examples.demo;

import java.util.concurrent.CountDownLatch;

/** How the main thread waits for the end of a run; a test lets time pass instead. */
@FunctionalInterface
interface Waiting {

  void until(CountDownLatch end) throws InterruptedException;
}
