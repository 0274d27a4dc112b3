package io.ispmonitor.jdbc.internal.block;

/** Reads bits that a {@link BitWriter} wrote, out of a {@link ByteReader}. */
final class BitReader {
  private final ByteReader in;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** The bits that come next, the first of them highest, and zeros behind them. */
  private long window;

  private int available;

  BitReader(ByteReader in) {
    this.in = in;
  }

  /** Begins where the reader of bytes is. */
  void open() {
    bytes = in.array();
    at = in.at();
    end = in.end();
    window = 0;
    available = 0;
  }

  /** Leaves the reader of bytes behind the last byte of which a bit was read. */
  void close() {
    in.go(at - available / 8);
  }

  /** So many bits as a number, 64 at most, none as 0. */
  long get(int count) {
    if (count > 32) {
      return few(count - 32) << 32 | few(32);
    }
    return few(count);
  }

  /** How many ones come before the next zero, which is left out too; at the limit it stops. */
  int ones(int limit) {
    if (available <= limit) {
      fill();
    }
    int ones = Math.min(Long.numberOfLeadingZeros(~window), limit);
    take(ones == limit ? limit : ones + 1);
    return ones;
  }

  private long few(int count) {
    if (available < count) {
      fill();
    }
    long bits = window >>> 1 >>> (63 - count);
    take(count);
    return bits;
  }

  private void take(int count) {
    if (count > available) {
      in.go(end);
      throw in.corrupt("it ends too early");
    }
    window <<= count;
    available -= count;
  }

  private void fill() {
    while (available <= 56 && at < end) {
      window |= (bytes[at++] & 0xFFL) << (56 - available);
      available += 8;
    }
  }
}
