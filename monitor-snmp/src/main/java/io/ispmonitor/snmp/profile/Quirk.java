package io.ispmonitor.snmp.profile;

/** What an agent does not do as it should. */
public enum Quirk {
  /** {@code GetBulk} is not answered, or not rightly. */
  NO_BULK,
  /** {@code sysUpTime} is wrong: it says nothing of when counters were read. */
  WRONG_UPTIME
}
