package io.ispmonitor.testkit.snmp.internal;

/** What is around a question, and goes around its answer. */
public interface Envelope {
  /** {@code version-1}, as messages have it. */
  int VERSION_1 = 0;

  /** {@code version-2c}, as messages have it. */
  int VERSION_2C = 1;

  /** {@code version-3}, as messages have it. */
  int VERSION_3 = 3;

  /** The version, as messages have it. */
  int version();

  /** How many bytes the asker takes at most. */
  int maxBytes();

  /** A message with this in it. */
  byte[] seal(Pdu pdu);
}
