package io.ispmonitor.failover;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * A new thread for each call, which ends with it. There is one call a minute, so a pool would save
 * nothing, and here is nothing to close.
 */
record ThreadPerCall(String name, ThreadFactory threads) implements Executor {

  @Override
  public void execute(Runnable call) {
    Thread thread = threads.newThread(call);
    if (thread == null) {
      throw new RejectedExecutionException(
          "the thread factory returned no thread for '" + name + "'; hand in one that does");
    }
    thread.setName(name);
    thread.start();
  }
}
