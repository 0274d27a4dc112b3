package io.ispmonitor.icmp;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.testkit.ManualTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A network in a box: devices answer after a delay, or do whatever a test wants of them. */
final class FakeEchoSocket implements EchoSocket {
  static final int BATCH = 8;
  static final int RECEIVE_BATCH = 16;
  static final Duration ROUND_TRIP = Duration.ofMillis(5);

  /** One echo as it was handed over. */
  record Packet(long high, long low, int scope, int sequence, long head, long place, long mac) {
    Cookie cookie() {
      Cookie cookie = new Cookie();
      cookie.head = head;
      cookie.place = place;
      cookie.mac = mac;
      return cookie;
    }

    Packet withMac(long other) {
      return new Packet(high, low, scope, sequence, head, place, other);
    }

    Packet from(long otherLow) {
      return new Packet(high, otherLow, scope, sequence, head, place, mac);
    }

    Packet inScope(int otherScope) {
      return new Packet(high, low, otherScope, sequence, head, place, mac);
    }
  }

  private record Reply(Packet packet, long stampNanos) {}

  final ManualTime time;
  final List<Packet> sent = new ArrayList<>();
  final Set<Long> silent = new HashSet<>();
  final Map<Long, Integer> sendErrors = new HashMap<>();
  final List<Runnable> onSend = new ArrayList<>();
  Duration roundTrip = ROUND_TRIP;
  @Nullable Duration stampDelay;
  int room = Integer.MAX_VALUE;
  int sendsUntilFull = Integer.MAX_VALUE;
  int mostPerSend = Integer.MAX_VALUE;
  int pendingError;
  int hopLimit;
  int mostUnread;
  @Nullable Packet endless;
  boolean closed;

  private final boolean ipv6;
  private final Packet[] batch = new Packet[BATCH];
  private final Deque<Reply> buffer = new ArrayDeque<>();
  private final List<Reply> taken = new ArrayList<>();
  private final Deque<Consumer<EchoEvents>> errors = new ArrayDeque<>();
  private long drops;

  FakeEchoSocket(ManualTime time) {
    this(time, false);
  }

  FakeEchoSocket(ManualTime time, boolean ipv6) {
    this.time = time;
    this.ipv6 = ipv6;
  }

  /** A reply that is in the buffer now. */
  void deliver(Packet packet) {
    if (buffer.size() >= room) {
      drops++;
      return;
    }
    buffer.add(new Reply(packet, wall()));
    mostUnread = Math.max(mostUnread, buffer.size());
  }

  /** An ICMP error that is in the error queue now. */
  void refuse(Packet packet, IcmpError error) {
    errors.add(events -> events.refused(packet.cookie(), error, wall()));
    pendingError = Errno.EHOSTUNREACH;
  }

  /** An ICMP error that quotes no more than the header of an echo. */
  void refuseBriefly(int sequence, IcmpError error) {
    errors.add(events -> events.refusedBriefly(sequence & 0xffff, error, wall()));
  }

  void drop(int packets) {
    drops += packets;
  }

  Packet last() {
    return sent.get(sent.size() - 1);
  }

  static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(
          new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  static long low(int number) {
    return 10L << 24 | number;
  }

  private long wall() {
    return EpochNanos.of(time.instant());
  }

  @Override
  public String kind() {
    return "fake socket";
  }

  @Override
  public String family() {
    return ipv6 ? "ipv6" : "ipv4";
  }

  @Override
  public int receiveBufferBytes() {
    return 212_992;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public int receiveBatchSize() {
    return RECEIVE_BATCH;
  }

  @Override
  public void put(int index, long high, long low, int scope, int sequence, Cookie cookie) {
    batch[index] = new Packet(high, low, scope, sequence, cookie.head, cookie.place, cookie.mac);
  }

  @Override
  public int hopLimit(int hops) {
    hopLimit = hops;
    return 0;
  }

  @Override
  public int send(int from, int to) {
    if (pendingError != 0) {
      int error = pendingError;
      pendingError = 0;
      return -error;
    }
    int count = 0;
    for (int i = from; i < to && count < mostPerSend; i++, count++) {
      int error = sendsUntilFull <= 0 ? Errno.EAGAIN : sendErrors.getOrDefault(batch[i].low(), 0);
      if (error != 0) {
        return count > 0 ? count : -error;
      }
      sendsUntilFull--;
      leave(batch[i]);
    }
    return count;
  }

  private void leave(Packet packet) {
    sent.add(packet);
    onSend.forEach(Runnable::run);
    if (stampDelay != null) {
      long stamp = wall() + stampDelay.toNanos();
      errors.add(events -> events.transmitted(packet.cookie(), stamp));
    }
    if (!silent.contains(packet.low())) {
      time.after(roundTrip, () -> deliver(packet));
    }
  }

  @Override
  public int receive() {
    taken.clear();
    while (endless != null && taken.size() < RECEIVE_BATCH) {
      taken.add(new Reply(endless, wall()));
    }
    while (taken.size() < RECEIVE_BATCH && !buffer.isEmpty()) {
      taken.add(buffer.remove());
    }
    return taken.size();
  }

  @Override
  public void replies(int count, EchoEvents events) {
    for (Reply reply : taken.subList(0, count)) {
      Packet packet = reply.packet();
      events.replied(
          packet.high(), packet.low(), packet.scope(), packet.cookie(), reply.stampNanos());
    }
  }

  @Override
  public void errors(EchoEvents events) {
    pendingError = 0;
    while (!errors.isEmpty()) {
      errors.remove().accept(events);
    }
  }

  @Override
  public long drops() {
    return drops;
  }

  @Override
  public int dropsPerPacket() {
    return 1;
  }

  @Override
  public void close() {
    closed = true;
  }
}
