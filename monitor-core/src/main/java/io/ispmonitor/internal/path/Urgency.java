package io.ispmonitor.internal.path;

/** How much depends on a question out of turn, least first. */
enum Urgency {
  /** A device that is down is asked more often than usual, so that its return is seen soon. */
  LOOK,
  /** A silence or an answer has to be confirmed. */
  CONFIRM,
  /** Verdicts on others wait for it: parents and witnesses. */
  OTHERS_WAIT
}
