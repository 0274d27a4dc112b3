package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Octets;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** By what engines are told apart (RFC 3411, 5: {@code SnmpEngineID}). */
final class EngineIds {
  /** The form that leaves the rest to us, of no enterprise. */
  private static final byte[] HEAD = {(byte) 0x80, 0, 0, 0, 5};

  private static final int LEAST_BYTES = 5;
  private static final int MOST_BYTES = 32;

  private EngineIds() {}

  /** Another one for each agent. */
  static Octets of(InetSocketAddress address, int number) {
    byte[] where = address.getAddress().getAddress();
    byte[] id =
        ByteBuffer.allocate(HEAD.length + where.length + Short.BYTES + Integer.BYTES)
            .put(HEAD)
            .put(where)
            .putShort((short) address.getPort())
            .putInt(number)
            .array();
    return Octets.of(id);
  }

  static Octets checked(Octets id) {
    if (id.length() < LEAST_BYTES || id.length() > MOST_BYTES) {
      throw new IllegalArgumentException(
          "engine identifier %s: must have %d to %d bytes, has %d"
              .formatted(id.hex(), LEAST_BYTES, MOST_BYTES, id.length()));
    }
    return id;
  }
}
