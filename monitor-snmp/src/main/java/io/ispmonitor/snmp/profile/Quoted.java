package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Octets;

/** Text out of a file, as it is shown in a message: short, and nothing that does not print. */
final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  static String of(String text) {
    String head = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    return "'" + Octets.ofText(head).text() + "'";
  }
}
