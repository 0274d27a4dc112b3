package io.ispmonitor.app.service;

import java.util.logging.LogManager;

/**
 * Keeps the log until the program has closed everything: the one of Java closes it as soon as the
 * signal to end comes, so that what goes wrong in the end would not be told. Java makes it, when
 * the property {@code java.util.logging.manager} names it.
 */
public final class LogKeeper extends LogManager {
  private static volatile boolean keeps;

  /** From now on the log stays as it is. */
  static void keep() {
    keeps = true;
  }

  /** From now on it may be closed. */
  static void release() {
    keeps = false;
  }

  @Override
  public void reset() {
    if (!keeps) {
      super.reset();
    }
  }
}
