package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ispmonitor.app.site.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private TestSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    site = TestSite.start();
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()).streams(3));
    client = Client.of(server);
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("the stream of events tells of states, of numbers and of a real alert")
  void events() throws Exception {
    try (EventReader reader = EventReader.open(client, "/api/events")) {
      assertEquals(200, reader.response().statusCode());
      assertEquals(
          5, JSON.readTree(reader.next("counts").data()).path("counts").path("UP").asInt());
      site.lose("radio-1");
      JsonNode status =
          JSON.readTree(
              reader.meanwhile(() -> site.pass(Duration.ofSeconds(1))).next("status").data());
      assertEquals("radio-1", status.path("device").asText());
      assertEquals("DOWN", status.path("state").asText());
    }
    try (EventReader reader = EventReader.open(client, "/api/events")) {
      reader.next("counts");
      site.lose("radio-2");
      EventReader.Event alert =
          reader.meanwhile(() -> site.pass(Duration.ofSeconds(1))).next("alert");
      JsonNode notice = JSON.readTree(alert.data());
      assertEquals("notice", notice.path("type").asText());
      assertEquals(alert.id(), notice.path("id").asText());
      assertTrue(alert.data().contains("radio-2"), alert::data);
    }
  }

  @Test
  @DisplayName("numbers come after a change, at most every second")
  void counts() throws Exception {
    try (EventReader reader = EventReader.open(client, "/api/events")) {
      reader.next("counts");
      site.lose("radio-1");
      reader.next("status"); // now it is known that numbers are behind
      JsonNode counts =
          JSON.readTree(
              reader.meanwhile(() -> site.pass(Duration.ofSeconds(1))).next("counts").data());
      assertEquals(1, counts.path("counts").path("DOWN").asInt());
    }
  }

  @Test
  @DisplayName("who comes back gets the alerts that were missed")
  void lastEventId() throws Exception {
    site.lose("radio-1");
    try (EventReader reader =
        EventReader.open(client.with("Last-Event-ID", "0"), "/api/alerts/stream")) {
      EventReader.Event event = reader.next();
      while (!event.data().contains("radio-1")) {
        event = reader.next();
      }
      assertFalse(event.id().isEmpty());
    }
  }

  @Test
  @DisplayName("a WebSocket delivers a real alert")
  void socket() throws Exception {
    Listener listener = new Listener();
    WebSocket socket = open(client, listener, "http://127.0.0.1:" + server.port());
    site.lose("radio-1");
    String text = "";
    while (!text.contains("radio-1")) {
      text = listener.texts.poll(10, TimeUnit.SECONDS);
      assertNotNull(text, "no alert came within 10 s");
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Test
  @DisplayName("a WebSocket of another page is refused")
  void foreignSocket() {
    CompletionException e =
        assertThrows(
            CompletionException.class, () -> open(client, new Listener(), "http://evil.example"));
    WebSocketHandshakeException refused =
        assertInstanceOf(WebSocketHandshakeException.class, e.getCause());
    assertEquals(403, refused.getResponse().statusCode());
  }

  @Test
  @DisplayName("more streams than are allowed are refused, and room is given back")
  void bound() throws Exception {
    EventReader first = EventReader.open(client, "/api/events");
    EventReader second = EventReader.open(client, "/api/events");
    EventReader third = EventReader.open(client, "/api/alerts/stream");
    Client.Answer refused = client.get("/api/events");
    assertEquals(503, refused.status());
    assertTrue(refused.error().contains("3 streams of events"), refused.body());
    assertEquals("30", refused.header("retry-after"));
    server.replace(site.site());
    assertEquals(EventReader.END, last(first));
    assertEquals(EventReader.END, last(third));
    second.close();
    try (EventReader again = EventReader.open(client, "/api/events")) {
      again.next("counts");
    }
  }

  @Test
  @DisplayName("a stream shows every fifteen seconds that it goes on")
  void ping() throws Exception {
    try (EventReader reader = EventReader.open(client, "/api/alerts/stream")) {
      // the first second may pass before the stream has begun to count: its answer comes earlier
      reader.meanwhile(() -> site.pass(Duration.ofSeconds(1))).next("ping");
    }
  }

  @Test
  @DisplayName("the server ends at once, with streams open")
  void close() throws Exception {
    try (EventReader reader = EventReader.open(client, "/api/events")) {
      reader.next("counts");
      server.close();
      assertEquals(EventReader.END, last(reader));
    }
  }

  @Test
  @DisplayName("who does not read holds up nobody else")
  void slowReader() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        EventReader reader = EventReader.open(client, "/api/events")) {
      String request = "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      reader.next("counts");
      for (int round = 0; round < 3; round++) {
        site.lose("radio-1");
        assertEquals("DOWN", state(reader.next("status")));
        site.regain("radio-1");
        assertEquals("UP", state(reader.next("status")));
      }
    }
  }

  private static String state(EventReader.Event event) throws IOException {
    return JSON.readTree(event.data()).path("state").asText();
  }

  private static EventReader.Event last(EventReader reader) throws InterruptedException {
    EventReader.Event event = reader.next();
    while (!event.equals(EventReader.END)) {
      event = reader.next();
    }
    return event;
  }

  private static WebSocket open(Client client, Listener listener, String origin) {
    return client
        .http()
        .newWebSocketBuilder()
        .header("Origin", origin)
        .buildAsync(client.uri("ws", "/api/alerts/ws?after=0"), listener)
        .join();
  }

  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        texts.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
