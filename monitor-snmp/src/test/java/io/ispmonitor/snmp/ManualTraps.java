package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ispmonitor.testkit.ManualTime;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A receiver on loopback whose time passes when a test says so, while packets come when they come.
 */
final class ManualTraps implements AutoCloseable {
  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int MOST_LOOKS = 500_000;
  private static final int SILENCE_MILLIS = 50;
  private static final int AT_ONCE = 100;

  final ManualTime time = ManualTime.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  final List<SnmpTrap> taken = new ArrayList<>();
  final SnmpTrapReceiver receiver;
  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

  /** Whether it takes what comes. */
  boolean takes = true;

  ManualTraps(SnmpTrapOptions.Builder options) throws IOException {
    this.receiver =
        SnmpTrapReceiver.handingTo(
            options.local(ANY_PORT).time(time).build(),
            trap -> {
              if (takes) {
                taken.add(trap);
              }
              return takes;
            });
  }

  int port() {
    return receiver.port();
  }

  /** Waits until this is so, without any time passing for the receiver. */
  void until(BooleanSupplier isSo) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < MOST_LOOKS; i++) {
      time.settle();
      if (isSo.getAsBoolean()) {
        time.settle();
        return;
      }
      never.await(50, TimeUnit.MICROSECONDS);
    }
    throw new AssertionError("it did not happen; " + receiver.counts());
  }

  /** The next that is taken. */
  SnmpTrap next() throws InterruptedException {
    until(() -> !taken.isEmpty());
    return taken.remove(0);
  }

  <T> T await(CompletableFuture<T> future) throws InterruptedException {
    until(future::isDone);
    return future.join();
  }

  /** Sends a packet, and waits until it was looked at. */
  void send(byte... packet) throws IOException, InterruptedException {
    sendAll(List.of(packet));
  }

  /** Sends packets, as many at once as any socket holds, and waits until they were looked at. */
  void sendAll(List<byte[]> packets) throws IOException, InterruptedException {
    for (int from = 0; from < packets.size(); from += AT_ONCE) {
      List<byte[]> some = packets.subList(from, Math.min(from + AT_ONCE, packets.size()));
      long after = receiver.counts().received() + some.size();
      for (byte[] packet : some) {
        socket.send(
            new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port()));
      }
      until(() -> receiver.counts().received() >= after);
    }
  }

  /** What was answered to the packets that were sent; null when nothing was. */
  byte @Nullable [] answer() throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
    try {
      socket.receive(answer);
    } catch (SocketTimeoutException e) {
      return null;
    }
    return Arrays.copyOf(answer.getData(), answer.getLength());
  }

  /** Sends a packet, of which nothing may come but that it is counted. */
  void refuses(SnmpTrapRefusal why, byte... packet) throws IOException, InterruptedException {
    long before = refused(why);
    send(packet);
    assertEquals(before + 1, refused(why), () -> why + " in " + receiver.counts());
    assertEquals(List.of(), taken);
    assertNull(answer(), "it answered a stranger");
  }

  long refused(SnmpTrapRefusal why) {
    return receiver.counts().refused().getOrDefault(why, 0L);
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  public void close() {
    receiver.close();
    socket.close();
  }
}
