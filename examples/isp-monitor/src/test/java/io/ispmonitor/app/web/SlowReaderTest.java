package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.site.TestSite;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readers that open a stream and never read of it. */
class SlowReaderTest {
  private static final int SLOW = 3;
  private static final int MOST_EVENTS = 10_000;
  private static final int FEW_BYTES = 2_048;
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private final List<Socket> slow = new ArrayList<>();
  private TestSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    site = TestSite.start();
    server =
        WebServer.start(
            site.site(),
            WebSettings.local(0)
                .time(site.time())
                .streams(SLOW + 1)
                .patience(Duration.ofMillis(500)));
    client = Client.of(server);
  }

  @AfterEach
  void end() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
    server.close();
    site.close();
  }

  private Socket open(String path) throws IOException {
    Socket socket = new Socket();
    slow.add(socket);
    socket.setReceiveBufferSize(FEW_BYTES);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    OutputStream out = socket.getOutputStream();
    out.write(
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
            .formatted(path, server.port())
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  @Test
  @DisplayName("who never reads is cut off while thousands of events come, and others get them")
  void cutOff() throws Exception {
    for (int i = 0; i < SLOW; i++) {
      open("/api/events");
    }
    await(() -> server.streams() == SLOW);
    try (EventReader reader = EventReader.open(client, "/api/events")) {
      reader.next("counts");
      long before = heapInUse();
      int events = 0;
      for (; events < MOST_EVENTS && server.streams() > 1; events++) {
        site.probe().kill("tower-1");
        site.pass(Duration.ofMinutes(1));
        site.probe().revive("tower-1");
        site.pass(Duration.ofMinutes(1));
        reader.next("status");
      }
      assertEquals(1, server.streams(), "after " + events + " outages");
      assertTrue(heapInUse() - before < 64L << 20, "the heap has grown");
      site.lose("radio-1");
      String down = "\"device\":\"radio-1\",\"state\":\"DOWN\"";
      String data = "";
      while (!data.contains(down)) {
        data = reader.meanwhile(() -> site.pass(Duration.ofSeconds(1))).next("status").data();
      }
    }
    await(() -> server.streams() == 0 || passed());
    for (int i = 0; i <= SLOW; i++) {
      EventReader.open(client, "/api/events").next("counts");
    }
  }

  private boolean passed() {
    site.pass(Duration.ofSeconds(1));
    return false;
  }

  private static long heapInUse() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not come to that within 30 s");
      Thread.onSpinWait();
    }
  }
}
