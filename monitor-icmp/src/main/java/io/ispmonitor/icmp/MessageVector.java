package io.ispmonitor.icmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory for a fixed number of messages, laid out as {@code sendmmsg} and {@code recvmmsg}
 * want it on 64-bit Linux: an array of {@code struct mmsghdr}, each pointing to its own address,
 * one data area and one control area. Allocated once and used over and over by one thread.
 */
final class MessageVector {
  private static final int HEADER_BYTES = 64;
  private static final int IOVEC_BYTES = 16;
  static final int NAME_BYTES = 32;
  private static final int NAME_LENGTH_AT = 8;
  private static final int IOVEC_AT = 16;
  private static final int IOVEC_COUNT_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_LENGTH_AT = 40;
  private static final int LENGTH_AT = 56;

  private final int count;
  private final int dataBytes;
  private final int controlBytes;
  private final int namesAt;
  private final int controlsAt;
  private final int dataAt;
  private final ByteBuffer host;
  private final ByteBuffer wire;
  private final long address;

  /** Every message gets the same room; a control area of 0 bytes means none. */
  MessageVector(Libc libc, int count, int dataBytes, int controlBytes) {
    this.count = count;
    this.dataBytes = dataBytes;
    this.controlBytes = controlBytes;
    int iovecsAt = count * HEADER_BYTES;
    this.namesAt = iovecsAt + count * IOVEC_BYTES;
    this.controlsAt = namesAt + count * NAME_BYTES;
    this.dataAt = controlsAt + count * controlBytes;
    int size = dataAt + count * dataBytes;
    ByteBuffer memory = ByteBuffer.allocateDirect(size + 64).alignedSlice(64);
    this.host = memory.duplicate().order(ByteOrder.nativeOrder());
    this.wire = memory.duplicate().order(ByteOrder.BIG_ENDIAN);
    this.address = libc.addressOf(host);
    for (int i = 0; i < count; i++) {
      link(i, iovecsAt + i * IOVEC_BYTES);
    }
  }

  private void link(int index, int iovecAt) {
    int header = index * HEADER_BYTES;
    host.putLong(header, address + nameAt(index));
    host.putLong(header + IOVEC_AT, address + iovecAt);
    host.putLong(header + IOVEC_COUNT_AT, 1);
    host.putLong(iovecAt, address + dataAt(index));
    host.putLong(iovecAt + Long.BYTES, dataBytes);
    if (controlBytes > 0) {
      host.putLong(header + CONTROL_AT, address + controlAt(index));
    }
    resetForReceive(index);
  }

  /** Gives the kernel the whole room of a message again after it was filled. */
  void resetForReceive(int index) {
    int header = index * HEADER_BYTES;
    host.putInt(header + NAME_LENGTH_AT, NAME_BYTES);
    host.putLong(header + CONTROL_LENGTH_AT, controlBytes);
  }

  /** How long the address of a message to send is. */
  void nameLength(int index, int bytes) {
    host.putInt(index * HEADER_BYTES + NAME_LENGTH_AT, bytes);
  }

  /** How many bytes of data came; never more than there is room for, whatever is written there. */
  int length(int index) {
    return within(Integer.toUnsignedLong(host.getInt(index * HEADER_BYTES + LENGTH_AT)), dataBytes);
  }

  /** How many bytes of the address area are filled. */
  int nameLength(int index) {
    int length = host.getInt(index * HEADER_BYTES + NAME_LENGTH_AT);
    return within(Integer.toUnsignedLong(length), NAME_BYTES);
  }

  /** How many bytes of the control area are filled. */
  int controlLength(int index) {
    return within(host.getLong(index * HEADER_BYTES + CONTROL_LENGTH_AT), controlBytes);
  }

  private static int within(long length, int room) {
    return length < 0 || length > room ? room : (int) length;
  }

  int count() {
    return count;
  }

  int dataBytes() {
    return dataBytes;
  }

  int nameAt(int index) {
    return namesAt + index * NAME_BYTES;
  }

  int controlAt(int index) {
    return controlsAt + index * controlBytes;
  }

  int dataAt(int index) {
    return dataAt + index * dataBytes;
  }

  /** Where the header of a message is, for the kernel. */
  long headerAddress(int index) {
    return address + (long) index * HEADER_BYTES;
  }

  /** The memory in the byte order of this machine. */
  ByteBuffer host() {
    return host;
  }

  /** The same memory in the byte order of the network. */
  ByteBuffer wire() {
    return wire;
  }
}
