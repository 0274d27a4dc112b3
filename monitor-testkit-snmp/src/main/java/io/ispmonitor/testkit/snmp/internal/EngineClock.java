package io.ispmonitor.testkit.snmp.internal;

/**
 * What an engine's clock says (RFC 3414, 2.2).
 *
 * @param boots how often it was started
 * @param seconds since the last start
 * @param told what it says instead to those who ask; the same in an honest agent
 */
public record EngineClock(int boots, int seconds, int told) {
  private static final int WINDOW_SECONDS = 150;

  boolean isMet(SecureMessage message) {
    return message.boots() == boots && Math.abs((long) message.time() - seconds) <= WINDOW_SECONDS;
  }
}
