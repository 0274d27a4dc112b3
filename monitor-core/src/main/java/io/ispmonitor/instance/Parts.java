package io.ispmonitor.instance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a duty has opened so far, so that nothing of it stays open when the rest fails. For one
 * thread.
 */
public final class Parts {
  private final List<AutoCloseable> opened = new ArrayList<>();

  Parts() {}

  /**
   * Adds a part, such as a storage or a probe, which is closed after the monitor, and after the
   * parts that are added after it.
   */
  public <T extends AutoCloseable> T add(T part) {
    opened.add(part);
    return part;
  }

  /** The parts, the last one first. */
  AutoCloseable[] lastFirst() {
    List<AutoCloseable> order = new ArrayList<>(opened);
    Collections.reverse(order);
    return order.toArray(AutoCloseable[]::new);
  }
}
