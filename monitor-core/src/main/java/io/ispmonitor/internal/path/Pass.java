package io.ispmonitor.internal.path;

import java.util.ArrayList;
import java.util.List;

/**
 * One look at many devices before any of them is blamed: after a restart, and after we ourselves
 * were cut off. Until each was heard of, or the time is over, no outage begins among them.
 */
final class Pass {
  private final List<Watched> members = new ArrayList<>();
  private long deadlineNanos;
  private int unheard;

  /**
   * One more to look at.
   *
   * @param leastNanos the earliest end of the pass, if somebody is not heard
   * @param patience how long this one may take from now on
   */
  void add(Watched watched, long leastNanos, long patience) {
    if (watched.pass != null || !watched.isAsked()) {
      return;
    }
    long deadline = leastNanos + patience;
    if (members.isEmpty() || deadline - deadlineNanos > 0) {
      deadlineNanos = deadline;
    }
    watched.pass = this;
    watched.heardInPass = false;
    members.add(watched);
    unheard++;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Something valid was heard of a device, or it is not asked any more. */
  static void heard(Watched watched) {
    Pass pass = watched.pass;
    if (pass != null && !watched.heardInPass) {
      watched.heardInPass = true;
      pass.unheard--;
    }
  }

  boolean isOver(long now) {
    return unheard == 0 || now - deadlineNanos >= 0;
  }

  /** Lets all of them be judged again. */
  List<Watched> end() {
    members.forEach(watched -> watched.pass = null);
    return members;
  }
}
