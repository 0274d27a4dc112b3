package io.ispmonitor.testkit.snmp.internal;

/** Bytes that are no message. Has no trace: whoever sends much of it is to cost little. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String why) {
    super(why, null, false, false);
  }
}
