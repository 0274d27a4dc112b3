package io.ispmonitor.jdbc.internal.move;

import io.ispmonitor.jdbc.internal.carry.StoredName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A sum over things that does not depend on the order in which they come. */
final class Digest {
  private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

  private long sum;

  void add(long number) {
    sum += number;
  }

  /** Out of several numbers one that tells their order. */
  static long of(long... numbers) {
    long all = numbers.length;
    for (long number : numbers) {
      all = mixed(all * 31 + number + STEP);
    }
    return all;
  }

  private static long mixed(long number) {
    long is = (number ^ (number >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    is = (is ^ (is >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return is ^ (is >>> 31);
  }

  static long of(String text) {
    return ByteBuffer.wrap(StoredName.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  @Override
  public String toString() {
    return "%016x".formatted(sum);
  }
}
