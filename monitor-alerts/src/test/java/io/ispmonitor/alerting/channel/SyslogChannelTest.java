package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SyslogChannelTest {
  private static final Message LONG_ONE = new Message("x", List.of(), "x".repeat(20_000), null);

  @TempDir static Path directory;

  private static final ExecutorService aside = Executors.newCachedThreadPool();
  private static TestKeys keys;

  @BeforeAll
  static void start() throws Exception {
    keys = TestKeys.named("localhost", directory);
  }

  @AfterAll
  static void stop() {
    aside.shutdownNow();
  }

  private static SyslogServer server(boolean isTls) throws Exception {
    return new SyslogServer(isTls ? keys.identity() : null);
  }

  private static SyslogChannelBuilder channel(boolean isTls, int port) throws Exception {
    SyslogChannelBuilder channel = SyslogChannel.builder("syslog").timeout(Duration.ofSeconds(20));
    return isTls
        ? channel.tls("localhost", port).certificates(keys.trust())
        : channel.tcp("localhost", port);
  }

  /** Delivers meanwhile, so that a test can be the other side. */
  private static Future<DeliveryResult> deliver(SyslogChannel channel, String id) {
    return aside.submit(() -> channel.deliver(Notices.about(id)));
  }

  private static void assertDelivered(Future<DeliveryResult> result) throws Exception {
    assertInstanceOf(DeliveryResult.Delivered.class, result.get());
  }

  private static void assertTryLater(DeliveryResult result) {
    assertInstanceOf(DeliveryResult.TryLater.class, result);
  }

  @Test
  @DisplayName("over UDP a notice is one datagram")
  void udp() throws Exception {
    try (DatagramSocket server =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SyslogChannel channel =
            SyslogChannel.builder("syslog").udp("localhost", server.getLocalPort()).build()) {
      server.setSoTimeout(20_000);

      channel.deliver(Notices.about("n-1"));
      channel.deliver(Notices.hostile());

      assertEquals("n-1", received(server).data().get("notice"));
      assertEquals("emergency", received(server).data().get("severity"));
    }
  }

  private static Rfc5424 received(DatagramSocket server) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    server.receive(packet);
    return Rfc5424.parse(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  @Test
  @DisplayName("over UDP, that nobody listens is known by the second notice")
  void udpNobody() throws Exception {
    int free;
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      free = socket.getLocalPort();
    }
    try (SyslogChannel channel = SyslogChannel.builder("syslog").udp("localhost", free).build()) {
      assertEquals(DeliveryResult.delivered(), channel.deliver(Notices.about("n-1")));
      assertTryLater(channel.deliver(Notices.about("n-2")));
      assertEquals(DeliveryResult.delivered(), channel.deliver(Notices.about("n-2")));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("notices share one connection, and octets are counted")
  void oneConnection(boolean isTls) throws Exception {
    try (SyslogServer server = server(isTls);
        SyslogChannel channel = channel(isTls, server.port()).build()) {
      Future<DeliveryResult> first = deliver(channel, "n-1");
      try (Socket socket = server.accept()) {
        assertEquals("n-1", SyslogServer.read(socket).data().get("notice"));
        assertDelivered(first);
        assertDelivered(deliver(channel, "n-2"));
        assertEquals("n-2", SyslogServer.read(socket).data().get("notice"));
        socket.setSoTimeout(1); // TLS would wait for the other side to close as well
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("a notice after the server has closed the connection arrives on another one")
  void closed(boolean isTls) throws Exception {
    try (SyslogServer server = server(isTls);
        SyslogChannel channel = channel(isTls, server.port()).build()) {
      for (int i = 0; i < 3; i++) {
        Future<DeliveryResult> result = deliver(channel, "n-" + i);
        try (Socket socket = server.accept()) {
          assertEquals("n-" + i, SyslogServer.read(socket).data().get("notice"));
          assertDelivered(result);
          socket.setSoTimeout(1); // TLS would wait for the other side to close as well
        }
      }
    }
  }

  @Test
  @DisplayName("a connection that the server has half closed is not written into")
  void halfClosed() throws Exception {
    try (SyslogServer server = server(false);
        SyslogChannel channel = channel(false, server.port()).build()) {
      Future<DeliveryResult> first = deliver(channel, "n-1");
      try (Socket socket = server.accept()) {
        SyslogServer.read(socket);
        assertDelivered(first);
        socket.shutdownOutput();

        Future<DeliveryResult> second = deliver(channel, "n-2");

        try (Socket other = server.accept()) {
          assertEquals("n-2", SyslogServer.read(other).data().get("notice"));
          assertDelivered(second);
          assertEquals(-1, socket.getInputStream().read(), "nothing more came on the first one");
        }
      }
    }
  }

  @Test
  @DisplayName("a connection that was reset is replaced")
  void reset() throws Exception {
    try (SyslogServer server = server(false);
        SyslogChannel channel = channel(false, server.port()).build()) {
      Future<DeliveryResult> first = deliver(channel, "n-1");
      Socket socket = server.accept();
      SyslogServer.read(socket);
      assertDelivered(first);
      socket.setSoLinger(true, 0);
      socket.close();

      Future<DeliveryResult> second = deliver(channel, "n-2");

      try (Socket other = server.accept()) {
        assertEquals("n-2", SyslogServer.read(other).data().get("notice"));
        assertDelivered(second);
      }
    }
  }

  @Test
  @DisplayName("a server that talks is listened to no longer than needed")
  void talkative() throws Exception {
    try (SyslogServer server = server(false);
        SyslogChannel channel = channel(false, server.port()).build()) {
      Future<DeliveryResult> first = deliver(channel, "n-1");
      try (Socket socket = server.accept()) {
        SyslogServer.read(socket);
        assertDelivered(first);
        socket.getOutputStream().write(new byte[50_000]);

        Future<DeliveryResult> second = deliver(channel, "n-2");

        try (Socket other = server.accept()) {
          assertEquals("n-2", SyslogServer.read(other).data().get("notice"));
          assertDelivered(second);
        }
      }
    }
  }

  @Test
  @DisplayName("where nobody listens it is tried later, and works once somebody does")
  void refused() throws Exception {
    int port;
    try (SyslogServer server = server(false)) {
      port = server.port();
    }
    try (SyslogChannel channel = channel(false, port).build()) {
      assertTryLater(channel.deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("a server that does not do its part of TLS is given up after the timeout")
  void silentTls() throws Exception {
    try (SyslogServer server = server(false);
        SyslogChannel channel =
            channel(true, server.port()).timeout(Duration.ofMillis(200)).build()) {
      assertTryLater(channel.deliver(Notices.about("n-1")));
    }
  }

  @Test
  @DisplayName("a server that closes within the handshake is tried later")
  void closedHandshake() throws Exception {
    try (SyslogServer server = server(false);
        SyslogChannel channel = channel(true, server.port()).build()) {
      Future<DeliveryResult> result = deliver(channel, "n-1");
      server.accept().close();

      assertTryLater(result.get());
    }
  }

  @Test
  @DisplayName("a certificate for another name, or that nobody vouches for, breaks the channel")
  void certificates() throws Exception {
    try (SyslogServer server = server(true);
        SyslogChannel otherName =
            channel(true, server.port()).tls("127.0.0.1", server.port()).build();
        SyslogChannel untrusting =
            channel(true, server.port()).certificates(SSLContext.getDefault()).build()) {
      assertBroken(server, otherName);
      assertBroken(server, untrusting);
    }
  }

  private static void assertBroken(SyslogServer server, SyslogChannel channel) throws Exception {
    Future<DeliveryResult> result = deliver(channel, "n-1");
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
    } catch (IOException e) {
      // the client has said why it goes
    }
    DeliveryResult.Rejected rejected =
        assertInstanceOf(DeliveryResult.Rejected.class, result.get());
    assertTrue(rejected.isChannelBroken(), rejected.reason());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("who waits for a server that reads no more can be interrupted")
  void interruptedWrite(boolean isTls) throws Exception {
    try (SyslogServer server = server(isTls);
        SyslogChannel channel = channel(isTls, server.port()).build()) {
      LinkedBlockingQueue<DeliveryResult> delivered = new LinkedBlockingQueue<>();
      FutureTask<Boolean> delivery = untilInterrupted(channel, delivered);
      Thread thread = new Thread(delivery);
      thread.start();
      try (Socket socket = server.accept()) {
        SyslogServer.read(socket);
        while (delivered.poll(300, TimeUnit.MILLISECONDS) != null) {
          // buffers are filling
        }

        thread.interrupt();

        assertTrue(delivery.get(20, TimeUnit.SECONDS), "it says that it was interrupted");
        assertFalse(thread.isInterrupted());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("a server that reads no more is given up, and the notice is tried later")
  void readsNoMore(boolean isTls) throws Exception {
    try (SyslogServer server = server(isTls);
        SyslogChannel channel =
            channel(isTls, server.port()).timeout(Duration.ofMillis(500)).build()) {
      Future<DeliveryResult> result = aside.submit(() -> untilNotTaken(channel));
      try (Socket socket = server.accept()) {
        SyslogServer.read(socket);

        DeliveryResult.TryLater later =
            assertInstanceOf(DeliveryResult.TryLater.class, result.get());
        assertTrue(later.reason().contains("nothing could be written"), later.reason());
        socket.setSoTimeout(1); // TLS would wait for the other side to close as well
      }
    }
  }

  private static DeliveryResult untilNotTaken(SyslogChannel channel) throws InterruptedException {
    DeliveryResult result;
    do {
      result = channel.deliver(Notices.notice("n-1", LONG_ONE));
    } while (result instanceof DeliveryResult.Delivered);
    return result;
  }

  private static FutureTask<Boolean> untilInterrupted(
      SyslogChannel channel, LinkedBlockingQueue<DeliveryResult> delivered) {
    Callable<Boolean> delivery =
        () -> {
          try {
            while (true) {
              delivered.add(channel.deliver(Notices.notice("n-1", LONG_ONE)));
            }
          } catch (InterruptedException e) {
            return true;
          }
        };
    return new FutureTask<>(delivery);
  }
}
