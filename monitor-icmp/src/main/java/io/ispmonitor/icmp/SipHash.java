package io.ispmonitor.icmp;

import java.security.SecureRandom;

/**
 * SipHash-2-4 of messages of 16 bytes: a keyed code short enough for every packet, that cannot be
 * made without the key.
 *
 * @see <a href="https://cr.yp.to/siphash/siphash-20120918.pdf">Aumasson and Bernstein, SipHash: a
 *     fast short-input PRF (2012)</a>
 */
final class SipHash {
  private static final long LENGTH_BLOCK = 16L << 56;

  private final long key0;
  private final long key1;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  static SipHash withRandomKey() {
    SecureRandom random = new SecureRandom();
    return new SipHash(random.nextLong(), random.nextLong());
  }

  /** The code of two words, the first byte of the message in the lowest byte of the first word. */
  long of(long word0, long word1) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    for (int block = 0; block < 4; block++) {
      long word = block == 0 ? word0 : block == 1 ? word1 : block == 2 ? LENGTH_BLOCK : 0;
      boolean last = block == 3;
      v3 ^= word;
      v2 ^= last ? 0xff : 0;
      for (int round = last ? 4 : 2; round > 0; round--) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
