package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SipHashTest {

  private static long littleEndian(int from) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8; i++) {
      bytes.put(i, (byte) (from + i));
    }
    return bytes.getLong(0);
  }

  @Test
  @DisplayName("the published vector for key 00..0f and the 16 bytes 00..0f comes out")
  void publishedVector() {
    SipHash hash = new SipHash(littleEndian(0), littleEndian(8));
    byte[] published = {(byte) 0xdb, (byte) 0x9b, (byte) 0xc2, 0x57, 0x7f, (byte) 0xcc, 0x2a, 0x3f};
    long expected = ByteBuffer.wrap(published).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(expected, hash.of(littleEndian(0), littleEndian(8)));
  }

  @Test
  @DisplayName("two engines never share a key")
  void randomKeys() {
    assertNotEquals(SipHash.withRandomKey().of(1, 2), SipHash.withRandomKey().of(1, 2));
  }
}
