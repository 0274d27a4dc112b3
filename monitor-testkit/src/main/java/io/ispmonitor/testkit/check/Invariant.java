package io.ispmonitor.testkit.check;

import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;

/**
 * One thing that is looked after. Of each outcome it hears in this order: {@link #onHeard}, what
 * came of it and what was judged since the one before, {@link #onSettled}, {@link #onOutcome}.
 */
interface Invariant {

  /** A question of any probe ended. */
  default void onQuestion(Node node, Heard heard) {}

  /** A question to judge reachability by ended; what came of it is not known yet. */
  default void onHeard(Node node, Heard heard) {}

  /** A state is about to change. */
  default void onChange(Node node, StateChange change, Moment moment) {}

  /** Something is announced. */
  default void onAnnouncement(Node node, Announcement announcement, Moment moment) {}

  /** We are cut off, or no more. */
  default void onIsolation(Isolation isolation) {}

  /** All that came of an outcome was heard. */
  default void onSettled(Moment moment) {}

  /** All that came of a question to judge reachability by is known. */
  default void onOutcome(Node node, Heard heard) {}

  /** Nothing more will be heard of a device. */
  default void onGone(Node node) {}

  /** Time went by unseen: the monitor was paused, started again, or its clock was set. */
  default void onInterruption(long now) {}

  /** The wall clock was set. */
  default void onClockSet(long now) {}

  /** The end of the run, or a look in between. */
  default void atEnd(Node node, long now) {}
}
