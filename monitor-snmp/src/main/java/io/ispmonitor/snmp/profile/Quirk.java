package io.ispmonitor.snmp.profile;

import java.util.Locale;

/** What an agent does not do as it should. */
public enum Quirk {
  /** {@code GetBulk} is not answered, or not rightly. */
  NO_BULK,
  /** {@code sysUpTime} is wrong: it says nothing of when counters were read. */
  WRONG_UPTIME;

  /** As it is written in a file. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
