package io.ispmonitor.testkit.check;

/** What a monitor promises, one sentence each. */
public enum Rule {
  /** Number of misses. */
  CONFIRMED_BEFORE_DOWN(
      "a device is called down only after its policy's number of unanswered questions in a row"),
  /** Misses named are misses heard. */
  COUNTED_RIGHTLY("the unanswered questions that a verdict names are those that were heard"),
  /** The way was open. */
  PARENTS_ASKED_FIRST(
      "a device is called down only when every dependency had a parent that was answering before"
          + " the first unanswered question and has answered since"),
  /** Unreachable has a cause. */
  CUT_OFF_BY_A_ROOT(
      "a device is called unreachable only when it missed a question, one of its dependencies has"
          + " no living parent, and the root of its outage is an ancestor that is down"),
  /** One root at a time. */
  ONE_ROOT_PER_OUTAGE(
      "an outage has one root at a time, and another one only when that is announced to those who"
          + " were told of the first; it goes on as the same outage"),
  /** Needs the truth: the fault was there. */
  BLAMED_RIGHTLY("a device that is called down had a fault of its own"),
  /** Needs the truth: it was out. */
  NO_FALSE_OUTAGE(
      "a device that is called down or unreachable could not be reached at any of the questions"
          + " this rests on"),
  /** Needs the truth: it was silent. */
  MISSED_RIGHTLY(
      "a silence counts only of a device that could not be reached; one that came from our side is"
          + " void"),
  /** Dead devices are found. */
  NO_OUTAGE_MISSED("a device that does not answer for long enough is not left as it was"),
  /** Number of answers. */
  RECOVERY_CONFIRMED("an outage ends only after the policy's number of answers in a row"),
  /** Recoveries are found. */
  NO_RECOVERY_LOST(
      "a device that answers as often as its policy asks for is up within an interval"),
  /** Nothing takes long. */
  CONFIRMED_SOON(
      "a device that fails or returns is called so within seconds, as long as the way to it is"
          + " clear and questions out of turn are left"),
  /** No gaps in the states. */
  STATES_CONTINUOUS(
      "each change of a device begins with the state the one before ended with, and no earlier"),
  /** All that can be read says the same. */
  LOG_AND_STATUS_AGREE("the state log and the status say what listeners were told"),
  /** Availability. */
  TIME_ADDS_UP(
      "the times in all states, by the state log, add up to those that listeners heard of"),
  /** Downtime. */
  CHARGED_RIGHTLY(
      "downtime begins with the first unanswered question and ends with answers of a device that"
          + " could be reached"),
  /** Not knowing. */
  UNKNOWN_FOR_A_REASON(
      "what is known is given up for want of valid outcomes only after three intervals without any,"
          + " and an outage is not"),
  /** Quality. */
  QUALITY_FITS(
      "a device that answers is degraded when, and only as long as, latency or loss is beyond its"
          + " policy's limits"),
  /** Evidence. */
  EVIDENCE_FITS("each state comes with the evidence that belongs to it"),
  /** Announcements come in pairs. */
  TOLD_IN_PAIRS("nothing is announced twice, and no end without its beginning"),
  /** Announcements fit the states. */
  TOLD_WHAT_IS("what is announced of a device is how it stands"),
  /** Nothing is kept back. */
  TROUBLE_TOLD("a trouble is announced within an interval once nothing keeps it back"),
  /** No recovery is kept back. */
  END_TOLD("the end of an announced trouble is announced within an interval, too"),
  /** Flapping. */
  QUIET_WHILE_FLAPPING("what a flapping device does is not announced one by one"),
  /** Flapping has a cause. */
  FLAPPING_HAS_CHANGES(
      "a device is called flapping only after enough changes of its own in the window, and never"
          + " with good news"),
  /** Maintenance. */
  QUIET_IN_MAINTENANCE(
      "no trouble is announced in maintenance, and one that began there only after an unanswered"
          + " question from after it, as one that began at its end"),
  /** Witnesses. */
  ISOLATED_RIGHTLY(
      "we are cut off from an uplink as long as a quorum of its witnesses is silent, and no longer"),
  /** Isolation. */
  QUIET_WHILE_ISOLATED(
      "nothing is announced of devices behind a lost uplink until each was asked once after its"
          + " return"),
  /** Restart. */
  QUIET_AFTER_RESTART("after a restart no new trouble is announced before each device was asked"),
  /** Open questions. */
  ONE_QUESTION_AT_A_TIME("a probe asks a device only when its question before has ended"),
  /** Out of turn. */
  BUDGET_KEPT("questions out of turn stay within their budget"),
  /** Nobody is forgotten. */
  ASKED_IN_TIME(
      "every device is asked about as often as its schedule says, or its downtime model while it is"
          + " down, and within a minute when something before it returns"),
  /** Alerts: nothing is made up. */
  ALERT_HAS_CAUSE("people are told only of a trouble that the monitor has announced and not ended"),
  /** Alerts: nothing is forgotten. */
  ALERT_FOR_TROUBLE("every trouble that is announced has an open alert"),
  /** Alerts: nothing stays open for ever. */
  ALERT_ENDS("no alert is open minutes after its trouble is over"),
  /** Alerts: one message that matters. */
  ONE_ROOT_TOLD("of an outage people are told at the device that is at fault, and at no other"),
  /** Alerts: at once. */
  ALERTED_SOON(
      "an outage is told within 5 s of its announcement, unless the ledger says what keeps it back"),
  /** Alerts: no echo. */
  ALERTED_ONCE(
      "a channel tells a trouble once, unless it has become graver, or says that it may repeat"),
  /** Alerts: no end without a beginning. */
  RECOVERY_FOLLOWS("a channel tells the end of those troubles only that it has told"),
  /** Alerts: no lost recovery. */
  RECOVERY_DELIVERED(
      "whoever was told of a trouble is told of its end within half an hour in which the channel"
          + " works"),
  /** Alerts: the end comes last. */
  ALERT_ORDER_KEPT("after the end of a trouble a channel tells nothing more of it"),
  /** Alerts: timers count from what arrived. */
  ESCALATED_WHEN_SENT(
      "people are reminded, and others told, only of what was delivered long enough before and has"
          + " not been taken"),
  /** Alerts: maintenance. */
  ALERTS_QUIET_IN_MAINTENANCE("nothing but ends is told of a device in maintenance"),
  /** Alerts: why did I get no message? */
  SILENCE_EXPLAINED(
      "every alert that is kept back, or that nobody was told of, has a row that says why, and what"
          + " would reopen it");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  /** The promise, in a sentence. */
  public String sentence() {
    return sentence;
  }
}
