package io.ispmonitor.status;

/** What part a device plays in the trouble there is: where to send people, and where not. */
public enum Standing {
  /** It answers. */
  ANSWERING,
  /** It does not answer, and the fault is there. */
  AT_FAULT,
  /** It does not answer because of another one, see {@code DeviceStatus.rootCause}: suppressed. */
  CUT_OFF,
  /** We ourselves are cut off from it. */
  ISOLATED,
  /** Nothing is known of it. */
  UNKNOWN
}
