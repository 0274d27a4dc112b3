package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.app.site.TestSite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostileRequestTest {
  private TestSite site;
  private WebServer server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    site = TestSite.start();
    server = WebServer.start(site.site(), WebSettings.local(0).time(site.time()));
    client = Client.of(server);
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  @Test
  @DisplayName("another name that leads here is refused, as is what is passed on for others")
  void rebinding() throws Exception {
    assertTrue(raw("GET /api/me HTTP/1.1\r\nHost: evil.example\r\n").startsWith("HTTP/1.1 403"));
    assertTrue(
        raw("GET /api/me HTTP/1.1\r\nHost: localhost.evil.example\r\n").startsWith("HTTP/1.1 403"));
    assertTrue(raw("GET /api/me HTTP/1.1\r\nHost: localhost:1\r\n").startsWith("HTTP/1.1 200"));
    assertTrue(raw("GET /api/me HTTP/1.1\r\nHost: [::1]:80\r\n").startsWith("HTTP/1.1 200"));
    assertEquals(403, client.with("X-Forwarded-For", "192.0.2.7").get("/api/me").status());
    assertEquals(403, client.with("Origin", "http://evil.example").get("/api/me").status());
    assertEquals(403, client.with("Origin", "null").get("/api/me").status());
    assertEquals(403, client.with("Sec-Fetch-Site", "cross-site").get("/api/me").status());
  }

  @Test
  @DisplayName("over IPv6 this machine is known, too")
  void ipv6() throws Exception {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    try (WebServer six = WebServer.start(site.site(), WebSettings.at("::1", 0).time(site.time()));
        Socket socket = new Socket(InetAddress.getByAddress(loopback), six.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET /api/me HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }

  @Test
  @DisplayName("a body that is too large is refused, also when it does not say how large it is")
  void oversize() throws Exception {
    byte[] large = "x".repeat(70_000).getBytes(StandardCharsets.UTF_8);
    String path = "/api/devices/radio-1/maintenance";
    Client writing = client.writing();
    assertEquals(413, writing.post(path, new String(large, StandardCharsets.UTF_8)).status());
    HttpRequest chunked =
        writing
            .request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
            .build();
    HttpResponse<String> response =
        client.http().send(chunked, HttpResponse.BodyHandlers.ofString());
    assertEquals(413, response.statusCode(), response.body());
  }

  @Test
  @DisplayName("a body that is not what it should be is refused in a sentence")
  void bodies() throws Exception {
    Client writing = client.writing();
    String path = "/api/devices/radio-1/maintenance";
    refused(writing.post(path, "{"), "is not JSON");
    refused(writing.post(path, "[]"), "must be an object");
    refused(writing.post(path, "null"), "must be an object");
    refused(writing.post(path, "[".repeat(5_000)), "is not JSON");
    refused(writing.post(path, "{} {}"), "is not JSON");
    refused(writing.post(path, "{\"comment\":\"a\",\"comment\":\"b\"}"), "is not JSON");
    refused(writing.post(path, "{\"seconds\":60}"), "field comment is missing");
    refused(writing.post(path, "{\"comment\":5,\"seconds\":60}"), "must be a text");
    refused(writing.post(path, "{\"comment\":\"c\",\"seconds\":1}"), "from 60 to");
    refused(writing.post(path, "{\"comment\":\"c\",\"seconds\":1e99}"), "from 60 to");
    refused(writing.post(path, "{\"comment\":\"c\",\"hours\":1}"), "a field 'hours'");
    refused(
        writing.post(path, "{\"comment\":\"a\\u0007b\",\"seconds\":60}"),
        "reason of maintenance window");
    assertEquals(415, writing.with("Content-Type", "text/plain").post(path, "{}").status());
    refused(
        writing.post("/api/maintenance", "{\"comment\":\"c\",\"to\":\"2020-01-01T00:00:00Z\"}"),
        "later than now");
    refused(
        writing.post(
            "/api/maintenance",
            "{\"comment\":\"c\",\"to\":\"2026-01-02T00:00:00Z\",\"devices\":[\"none\"]}"),
        "there is no device 'none'");
    refused(writing.put("/api/devices/radio-1/interval", "{\"seconds\":1}"), "from 5 to 86400");
    refused(
        writing.put("/api/devices/radio-1/limits/none", "{\"trigger\":1}"),
        "there is no rule 'none'");
    refused(writing.post("/api/alerts/evaluate", "{\"device\":\"none\"}"), "no device 'none'");
  }

  @Test
  @DisplayName("what cannot be a path is refused without a trace of the server")
  void paths() throws Exception {
    for (String path :
        new String[] {
          "/api/devices/%00",
          "/api/devices/%zz",
          "/api/devices/..%2f..%2fetc",
          "/js/..%2f..%2fopenapi%2fopenapi.json",
          "/js/%2e%2e/%2e%2e/io/ispmonitor",
          "/js/../../openapi/openapi.json",
          "//evil.example/x",
          "/%5c..%5cx"
        }) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 4"), path + " " + answer);
      assertFalse(answer.contains("Exception"), answer);
      assertFalse(answer.contains("Jetty"), answer);
      assertFalse(answer.contains("\tat "), answer);
    }
    String long_ = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "y".repeat(20_000) + "\r\n";
    assertTrue(raw(long_).startsWith("HTTP/1.1 431"), "long header");
  }

  @Test
  @DisplayName("answers forbid what no page needs, and are compressed")
  void headers() throws Exception {
    Client.Answer answer = client.get("/api/overview");
    String policy = answer.header("content-security-policy");
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("no-referrer", answer.header("referrer-policy"));
    assertEquals("", answer.header("server"));
    assertEquals("", answer.header("access-control-allow-origin"));
    assertEquals(
        policy, client.get("/api/nothing").header("content-security-policy"), "of a refusal");
    HttpRequest zipped =
        client.request("/api/openapi.json").header("Accept-Encoding", "gzip").build();
    HttpResponse<InputStream> response =
        client.http().send(zipped, HttpResponse.BodyHandlers.ofInputStream());
    assertEquals("gzip", response.headers().firstValue("content-encoding").orElse(""));
    try (InputStream in = new GZIPInputStream(response.body())) {
      assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"openapi\""));
    }
  }

  @Test
  @DisplayName("files are served with their type, once, and nothing else is")
  void files() throws Exception {
    Client.Answer script = client.get("/js/test-only.js");
    assertEquals(200, script.status());
    assertTrue(script.header("content-type").startsWith("text/javascript"));
    Client.Answer again =
        client.with("If-None-Match", script.header("etag")).get("/js/test-only.js");
    assertEquals(304, again.status());
    assertTrue(client.get("/lib/uplot/uPlot.esm.js").body().contains("uPlot"));
    assertTrue(
        client.get("/lib/uplot/uPlot.min.css").header("content-type").startsWith("text/css"));
    assertEquals(404, client.get("/lib/uplot/package.json").status());
    assertEquals(404, client.get("/js/none.js").status());
    assertEquals(404, client.get("/js/test-only.class").status());
  }

  private static void refused(Client.Answer answer, String words) throws IOException {
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.error().contains(words), answer.body());
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
