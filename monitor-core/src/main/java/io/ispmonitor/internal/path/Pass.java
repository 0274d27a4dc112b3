package io.ispmonitor.internal.path;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One look at many devices before any of them is blamed: after a restart, and after we ourselves
 * were cut off. Until each was heard of, or the time is over, no outage begins among them.
 */
final class Pass {
  private final Set<Watched> members = new LinkedHashSet<>();
  private final long sinceNanos;
  private long deadlineNanos;
  private int unheard;

  Pass(long sinceNanos) {
    this.sinceNanos = sinceNanos;
  }

  /**
   * One more to look at; an earlier look that it was part of goes on without it.
   *
   * @param leastNanos the earliest end of the pass, if somebody is not heard
   * @param patience how long this one may take from now on
   */
  void add(Watched watched, long leastNanos, long patience) {
    if (watched.pass == this || !watched.isAsked() || watched.removed) {
      return;
    }
    leave(watched);
    long deadline = leastNanos + patience;
    if (members.isEmpty() || deadline - deadlineNanos > 0) {
      deadlineNanos = deadline;
    }
    watched.pass = this;
    watched.heardInPass = false;
    watched.voidInPass = false;
    members.add(watched);
    unheard++;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** A device is not asked any more, or looked at anew. */
  static void leave(Watched watched) {
    Pass pass = watched.pass;
    if (pass != null) {
      pass.heard(watched);
      pass.members.remove(watched);
      watched.pass = null;
    }
  }

  /** Something valid was heard of a device; a question from before the look does not count. */
  static void heard(Watched watched, long askedNanos) {
    Pass pass = watched.pass;
    if (pass != null && askedNanos - pass.sinceNanos >= 0) {
      pass.heard(watched);
    }
  }

  /**
   * A question came to nothing. One that our side fails to ask again does not keep the others
   * waiting.
   *
   * @return whether it is worth another one
   */
  static boolean cameToNothing(Watched watched, long askedNanos) {
    Pass pass = watched.pass;
    if (pass == null || watched.heardInPass || askedNanos - pass.sinceNanos < 0) {
      return false;
    }
    boolean isFirst = !watched.voidInPass;
    watched.voidInPass = true;
    if (!isFirst) {
      pass.heard(watched);
    }
    return isFirst;
  }

  private void heard(Watched watched) {
    if (!watched.heardInPass) {
      watched.heardInPass = true;
      unheard--;
    }
  }

  boolean isOver(long now) {
    return unheard == 0 || now - deadlineNanos >= 0;
  }

  /** Lets all of them be judged again. */
  List<Watched> end() {
    members.forEach(watched -> watched.pass = null);
    return List.copyOf(members);
  }
}
