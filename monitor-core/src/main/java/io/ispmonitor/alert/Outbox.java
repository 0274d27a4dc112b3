package io.ispmonitor.alert;

import java.util.List;

/**
 * Keeps notices until they are delivered or given up, across restarts. Any thread; must not wait
 * for a disk or a network.
 */
public interface Outbox extends AutoCloseable {

  /** Takes an entry over, in the place of the one with the same channel and notice id. */
  void put(OutboxEntry entry);

  /** It is delivered, or given up. */
  void remove(String channel, String noticeId);

  /** All entries, in the order in which they were first put. */
  List<OutboxEntry> all();

  /** A mark after all that was put so far, for {@link #isKept}; never lower than one before. */
  default long mark() {
    return 0;
  }

  /**
   * Whether all that was put before a mark is where whoever goes on after the death of this machine
   * finds it; also true when it cannot get there at present, such as while a database is away. It
   * is looked at for a second at most before a notice is sent, so that the next one in charge knows
   * what people may have been told.
   */
  default boolean isKept(long mark) {
    return true;
  }

  /** Lets go of what it holds open. */
  @Override
  default void close() {}
}
