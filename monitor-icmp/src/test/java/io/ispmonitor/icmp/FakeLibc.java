package io.ispmonitor.icmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A C library that reads and writes native structures as the kernel does, in memory that is in
 * truth a list of buffers: the upper half of an address is the number of the buffer.
 */
final class FakeLibc implements Libc {
  /** What arrives: source address, control area and data, as raw bytes. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Message(byte[] name, byte[] control, byte[] data) {}

  /** What left: destination and data. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Sent(byte[] name, byte[] data) {}

  /** An option that was set. */
  record Option(int level, int name, List<Integer> words) {
    int value() {
      return words.get(0);
    }
  }

  final Map<Integer, Integer> socketErrors = new HashMap<>();
  final Map<Integer, Integer> optionErrors = new HashMap<>();
  final List<Option> options = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final Deque<Message> replies = new ArrayDeque<>();
  final Deque<Message> errors = new ArrayDeque<>();
  final Deque<Integer> receiveErrors = new ArrayDeque<>();
  final List<Integer> openedTypes = new ArrayList<>();
  final List<Integer> closed = new ArrayList<>();
  int receiveBuffer = 212_992;
  int drops;
  int sendResult;

  private final List<ByteBuffer> memory = new ArrayList<>();

  private ByteBuffer at(long address) {
    ByteBuffer buffer = memory.get((int) (address >>> 32) - 1).duplicate();
    buffer.order(ByteOrder.nativeOrder()).position((int) address);
    return buffer.slice().order(ByteOrder.nativeOrder());
  }

  @Override
  public long addressOf(ByteBuffer direct) {
    memory.add(direct);
    return (long) memory.size() << 32;
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    int plainType = type & 0xf;
    openedTypes.add(plainType);
    Integer error = socketErrors.get(domain * 100 + plainType);
    return error == null ? 40 + openedTypes.size() : -error;
  }

  @Override
  public int close(int fd) {
    closed.add(fd);
    return 0;
  }

  @Override
  public int setsockopt(int fd, int level, int name, long value, int length) {
    List<Integer> words = new ArrayList<>();
    for (int i = 0; i + 4 <= length; i += 4) {
      words.add(at(value).getInt(i));
    }
    options.add(new Option(level, name, words));
    Integer error = optionErrors.get(level * 1_000 + name);
    return error == null ? 0 : -error;
  }

  @Override
  public int getsockopt(int fd, int level, int name, long value, long length) {
    if (name == Linux.SO_RCVBUF) {
      at(value).putInt(0, receiveBuffer);
    } else if (name == Linux.SO_MEMINFO) {
      at(value).putInt(Linux.SK_MEMINFO_DROPS * 4, drops);
    }
    return 0;
  }

  @Override
  public int sendmmsg(int fd, long messages, int count, int flags) {
    if (sendResult < 0) {
      return sendResult;
    }
    for (int i = 0; i < count; i++) {
      ByteBuffer header = at(messages + 64L * i);
      ByteBuffer iovec = at(header.getLong(16));
      sent.add(
          new Sent(
              bytes(header.getLong(0), header.getInt(8)),
              bytes(iovec.getLong(0), (int) iovec.getLong(8))));
    }
    return count;
  }

  private byte[] bytes(long address, int count) {
    byte[] bytes = new byte[count];
    at(address).get(0, bytes);
    return bytes;
  }

  @Override
  public int recvmmsg(int fd, long messages, int count, int flags) {
    boolean fromErrors = (flags & Linux.MSG_ERRQUEUE) != 0;
    if (!fromErrors && !receiveErrors.isEmpty()) {
      return -receiveErrors.remove();
    }
    Deque<Message> queue = fromErrors ? errors : replies;
    int taken = 0;
    for (; taken < count && !queue.isEmpty(); taken++) {
      fill(at(messages + 64L * taken), queue.remove());
    }
    return taken == 0 ? -Errno.EAGAIN : taken;
  }

  private void fill(ByteBuffer header, Message message) {
    ByteBuffer iovec = at(header.getLong(16));
    int room = (int) iovec.getLong(8);
    int length = Math.min(room, message.data().length);
    at(iovec.getLong(0)).put(0, message.data(), 0, length);
    int nameLength = Math.min(header.getInt(8), message.name().length);
    at(header.getLong(0)).put(0, message.name(), 0, nameLength);
    header.putInt(8, message.name().length);
    int controlLength = Math.min((int) header.getLong(40), message.control().length);
    if (controlLength > 0) {
      at(header.getLong(32)).put(0, message.control(), 0, controlLength);
    }
    header.putLong(40, controlLength);
    header.putInt(56, length);
  }
}
