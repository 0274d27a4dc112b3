package io.ispmonitor.icmp;

/** Threads we make when the host hands in no factory. */
final class Threads {
  private Threads() {}

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ispmonitor-icmp");
    thread.setDaemon(true);
    return thread;
  }
}
