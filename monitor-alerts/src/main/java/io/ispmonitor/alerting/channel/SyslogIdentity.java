package io.ispmonitor.alerting.channel;

/**
 * As what a channel speaks to a syslog server.
 *
 * @param facility 0 to 23
 * @param hostName where it runs; {@code -} for not said
 * @param appName what it is
 * @param enterprise whose structured data it is: a private enterprise number
 */
record SyslogIdentity(int facility, String hostName, String appName, int enterprise) {
  private static final int LONGEST_HOST_NAME = 255;
  private static final int LONGEST_APP_NAME = 48;

  /** Makes the names printable. */
  SyslogIdentity {
    hostName = printable(hostName, LONGEST_HOST_NAME);
    appName = printable(appName, LONGEST_APP_NAME);
  }

  /** A field of the header: what is no visible ASCII becomes an underscore; never empty. */
  static String printable(String field, int most) {
    StringBuilder printable = new StringBuilder();
    field
        .codePoints()
        .limit(most)
        .forEach(point -> printable.append(point > ' ' && point <= '~' ? (char) point : '_'));
    return printable.isEmpty() ? "-" : printable.toString();
  }
}
