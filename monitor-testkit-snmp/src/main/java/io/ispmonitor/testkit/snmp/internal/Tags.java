package io.ispmonitor.testkit.snmp.internal;

/** The first byte of what is encoded in BER, as far as SNMP has it (RFC 3417, 8). */
final class Tags {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_ID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int IP_ADDRESS = 0x40;
  static final int COUNTER_32 = 0x41;
  static final int GAUGE_32 = 0x42;
  static final int TIME_TICKS = 0x43;
  static final int OPAQUE = 0x44;
  static final int COUNTER_64 = 0x46;
  static final int NO_SUCH_OBJECT = 0x80;
  static final int NO_SUCH_INSTANCE = 0x81;
  static final int END_OF_MIB_VIEW = 0x82;

  private Tags() {}
}
