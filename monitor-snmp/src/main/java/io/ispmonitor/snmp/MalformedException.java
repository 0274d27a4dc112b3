package io.ispmonitor.snmp;

/** What came in is not what it should be. Without a trace: anybody can make any number of them. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedException(String what) {
    super(what, null, false, false);
  }
}
