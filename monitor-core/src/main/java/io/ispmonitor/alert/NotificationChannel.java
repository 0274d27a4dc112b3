package io.ispmonitor.alert;

/**
 * A way to tell people something: a chat, a mailbox, a pager. This is what integrators implement;
 * {@code monitor-testkit} has a test that every channel should pass.
 *
 * <p>A channel is called by one thread at a time, which is its own: a slow one delays nobody else.
 * It does not retry, does not queue and does not limit its rate; all of that is done for it.
 */
public interface NotificationChannel extends AutoCloseable {

  /** Its name, by which routes, logs and the ledger speak of it; the same after a restart. */
  String name();

  /**
   * Tries once to deliver a notice. May wait for the other side, but not for more than a minute:
   * then it is interrupted.
   *
   * <p>Everything in the notice may hold text that devices sent, so it has to be escaped as the
   * other side wants it. What was delivered before with the same {@link Notice#id()} should not be
   * shown twice where the other side can tell.
   *
   * @throws InterruptedException when it was interrupted; counts as {@link DeliveryResult.TryLater}
   */
  DeliveryResult deliver(Notice notice) throws InterruptedException;

  /** How much the other side takes, as far as that is known; a host may allow less. */
  default Pace pace() {
    return Pace.UNLIMITED;
  }

  /** Lets go of what it holds open. */
  @Override
  default void close() {}
}
