package io.ispmonitor.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP socket that belongs to no peer, and the thread that takes what comes in. Sending is for
 * any thread.
 */
final class Datagrams implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Datagrams.class);

  /** The most that UDP carries. */
  private static final int MOST_BYTES = 65_535;

  /** Of packets that wait for the session, so that nobody who sends much fills the heap. */
  private static final long MOST_WAITING_BYTES = 32L << 20;

  /** What a packet takes of the heap beside its bytes. */
  private static final int OWN_BYTES = 256;

  private static final long CLOSE_MILLIS = 1_000;

  /** A socket that fails each time must not keep a processor busy. */
  private static final long AFTER_FAILURE = Duration.ofMillis(100).toNanos();

  private final DatagramChannel channel;
  private final Queue<Packet> received = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final LongAdder dropped = new LongAdder();
  private final Runnable onPacket;
  private final Thread receiver;
  private volatile @Nullable String failure;

  /**
   * What came in.
   *
   * @param from the address it says it is from
   * @param message exactly its bytes
   */
  record Packet(InetSocketAddress from, ByteBuffer message) {}

  /**
   * Opens the socket and begins to take what comes in.
   *
   * @param local where it is bound
   * @param receiveBytes the receive buffer that is wanted
   * @param name the receiving thread's
   * @param onPacket called by the receiving thread whenever there is something to {@link #poll()}
   */
  Datagrams(
      InetSocketAddress local,
      int receiveBytes,
      ThreadFactory threads,
      String name,
      Runnable onPacket)
      throws IOException {
    this.onPacket = onPacket;
    this.channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
      channel.bind(local);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    this.receiver = threads.newThread(this::receive);
    receiver.setName(name);
    receiver.start();
  }

  /** The receive buffer that was granted, in bytes. */
  int receiveBytes() throws IOException {
    return channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  /** Says so when the system granted less than was wanted, and what comes of it. */
  void warnOfSmallBuffer(int wanted, String consequence) throws IOException {
    int granted = receiveBytes();
    if (granted < wanted) {
      log.warn(
          "SNMP_BUFFER_SMALL the receive buffer for SNMP has {} bytes, {} were wanted: {}; raise"
              + " net.core.rmem_max",
          granted,
          wanted,
          consequence);
    }
  }

  /** The port it is bound to. */
  int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** Why nothing can be received at present; null when it can. */
  @Nullable String failure() {
    return failure;
  }

  void send(InetAddress to, int port, byte[] message) throws IOException {
    channel.send(ByteBuffer.wrap(message), new InetSocketAddress(to, port));
  }

  /** The next that came in; null when there is none. */
  @Nullable Packet poll() {
    Packet packet = received.poll();
    if (packet != null) {
      waitingBytes.addAndGet(-cost(packet.message()));
    }
    return packet;
  }

  /** How many were dropped because too much waited for the session already. */
  long dropped() {
    return dropped.sum();
  }

  private void receive() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
    while (channel.isOpen()) {
      try {
        buffer.clear();
        InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
        buffer.flip();
        failure = null;
        take(from, buffer);
      } catch (ClosedChannelException e) {
        return; // which is how it ends
      } catch (IOException e) {
        String what = e.toString();
        if (!what.equals(failure)) {
          failure = what; // once, until it has worked again
          log.warn("SNMP_RECEIVE_FAILED the socket for SNMP failed to receive: {}", what);
        }
        LockSupport.parkNanos(AFTER_FAILURE);
      }
    }
  }

  private void take(InetSocketAddress from, ByteBuffer buffer) {
    if (waitingBytes.get() + cost(buffer) > MOST_WAITING_BYTES) {
      dropped.increment();
      return;
    }
    byte[] message = new byte[buffer.remaining()];
    buffer.get(message);
    waitingBytes.addAndGet(message.length + OWN_BYTES);
    received.add(new Packet(from, ByteBuffer.wrap(message)));
    onPacket.run();
  }

  private static int cost(ByteBuffer message) {
    return message.remaining() + OWN_BYTES;
  }

  @Override
  public void close() {
    try {
      channel.close();
      receiver.join(CLOSE_MILLIS);
    } catch (IOException e) {
      log.warn("SNMP_CLOSE_FAILED the socket for SNMP could not be closed: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
