package io.ispmonitor.app.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import io.ispmonitor.app.site.TestSite;
import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.app.web.access.ApiToken;
import io.ispmonitor.app.web.access.Role;
import io.ispmonitor.app.web.access.User;
import io.ispmonitor.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  private static final String TOKEN = "a-token-of-a-program";
  private static final int CHEAP = 4;

  @TempDir Path directory;

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
                .access(access("secret"))
                .auditFile(directory.resolve("audit.jsonl")));
    client = Client.of(server);
  }

  @AfterEach
  void end() {
    server.close();
    site.close();
  }

  private static Access access(String password) {
    return Access.of(
        List.of(
            user("vera", password, Role.VIEWER),
            user("otto", password, Role.OPERATOR),
            user("anna", password, Role.ADMIN)),
        List.of(ApiToken.of("grafana", TOKEN, Role.VIEWER)));
  }

  private static User user(String name, String password, Role role) {
    return new User(
        name, Secret.of(BCrypt.withDefaults().hashToString(CHEAP, password.toCharArray())), role);
  }

  @Test
  @DisplayName("every route but those for all is closed to the unknown")
  void unknown() throws Exception {
    for (var route : server.routes()) {
      String path = route.path().replaceAll("\\{\\w+}", "radio-1");
      if (route.needs() == null || path.endsWith("/ws")) {
        continue;
      }
      Client.Answer answer = client.send(route.method(), path, null);
      assertEquals(401, answer.status(), route.method() + " " + path);
      assertTrue(answer.error().contains("log in first"), answer.body());
      assertFalse(answer.body().contains("radio-1 "), answer.body());
    }
    assertEquals(401, client.get("/api/me").status());
    JsonNode health = client.get("/api/health").json();
    assertEquals(1, health.size(), health::toString);
  }

  @Test
  @DisplayName("every route is closed to a role that is too low")
  void roles() throws Exception {
    Client vera = client.loggedIn("vera", "secret").writing();
    Client otto = client.loggedIn("otto", "secret").writing();
    int refused = 0;
    for (var route : server.routes()) {
      String path = route.path().replaceAll("\\{\\w+}", "radio-1");
      Role needs = route.needs();
      if (needs == null || needs == Role.VIEWER) {
        continue;
      }
      Client low = needs == Role.ADMIN ? otto : vera;
      Client.Answer answer = low.send(route.method(), path, null);
      assertEquals(403, answer.status(), route.method() + " " + path);
      assertTrue(answer.error().contains("needs the role " + needs.word()), answer.body());
      refused++;
    }
    assertTrue(refused > 10, "only " + refused);
    assertEquals(200, vera.get("/api/overview").status());
    assertEquals(202, otto.post("/api/devices/radio-1/ask", "").status());
    assertEquals(200, client.loggedIn("anna", "secret").get("/api/audit").status());
  }

  @Test
  @DisplayName("every change by a session needs the token of the page")
  void csrf() throws Exception {
    Client anna = client.loggedIn("anna", "secret");
    for (var route : server.routes()) {
      String path = route.path().replaceAll("\\{\\w+}", "radio-1");
      if (route.needs() != null && !route.method().equals("GET")) {
        Client.Answer answer = anna.send(route.method(), path, null);
        assertEquals(403, answer.status(), route.method() + " " + path);
        assertTrue(answer.error().contains("X-CSRF-Token"), answer.body());
      }
    }
  }

  @Test
  @DisplayName("a session ends by logging out, by idling and after its whole time")
  void sessions() throws Exception {
    Client vera = client.loggedIn("vera", "secret").writing();
    assertEquals("vera", vera.get("/api/me").json().path("user").asText());
    assertEquals(204, vera.post("/api/logout", "").status());
    assertEquals(401, vera.get("/api/overview").status());

    Client idle = client.loggedIn("vera", "secret");
    site.time().pause(Duration.ofHours(2));
    assertEquals(401, idle.get("/api/overview").status());

    Client busy = client.loggedIn("vera", "secret");
    for (int hour = 0; hour < 11; hour++) {
      site.time().pause(Duration.ofHours(1));
      assertEquals(200, busy.get("/api/overview").status(), "after hour " + hour);
    }
    site.time().pause(Duration.ofHours(1));
    assertEquals(401, busy.get("/api/overview").status());
  }

  @Test
  @DisplayName("the cookie is for this site alone, and out of reach of scripts")
  void cookie() throws Exception {
    Client.Answer answer = client.post("/api/login", "{\"user\":\"vera\",\"password\":\"secret\"}");
    String cookie = answer.header("set-cookie");
    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
    assertTrue(answer.json().path("login").asBoolean());
    assertNotEquals(
        cookie,
        client
            .post("/api/login", "{\"user\":\"vera\",\"password\":\"secret\"}")
            .header("set-cookie"));
  }

  @Test
  @DisplayName("another page cannot log anybody in")
  void foreignLogin() throws Exception {
    Client.Answer answer =
        client
            .with("Origin", "http://evil.example")
            .post("/api/login", "{\"user\":\"vera\",\"password\":\"secret\"}");
    assertEquals(403, answer.status());
    assertEquals("", answer.header("set-cookie"));
  }

  @Test
  @DisplayName("a token lets in without a session, and a wrong one does not")
  void token() throws Exception {
    Client grafana = client.with("Authorization", "Bearer " + TOKEN);
    assertEquals(200, grafana.get("/metrics").status());
    assertTrue(grafana.get("/metrics").body().contains("ispmonitor_device_up"));
    assertEquals("grafana", grafana.get("/api/me").json().path("user").asText());
    assertEquals(403, grafana.post("/api/devices/radio-1/ask", "").status());
    assertEquals(401, client.with("Authorization", "Bearer x").get("/metrics").status());
    assertEquals(401, client.with("Authorization", "Basic eDp5").get("/metrics").status());
    assertEquals(401, client.get("/metrics").status());
  }

  @Test
  @DisplayName("a password is tried ten times for a name, and not again for a quarter of an hour")
  void limits() throws Exception {
    String wrong = "{\"user\":\"vera\",\"password\":\"guess\"}";
    String right = "{\"user\":\"vera\",\"password\":\"secret\"}";
    for (int i = 0; i < 10; i++) {
      assertEquals(401, client.post("/api/login", wrong).status());
    }
    Client.Answer refused = client.post("/api/login", right);
    assertEquals(429, refused.status());
    assertEquals("900", refused.header("retry-after"));
    assertEquals(
        200, client.post("/api/login", "{\"user\":\"otto\",\"password\":\"secret\"}").status());
    site.time().pause(Duration.ofMinutes(15));
    assertEquals(200, client.post("/api/login", right).status());
  }

  @Test
  @DisplayName("from an address thirty passwords are tried, whatever the names")
  void limitsByAddress() throws Exception {
    for (int i = 0; i < 30; i++) {
      String wrong = "{\"user\":\"name-%d\",\"password\":\"guess\"}".formatted(i);
      assertEquals(401, client.post("/api/login", wrong).status());
    }
    assertEquals(
        429, client.post("/api/login", "{\"user\":\"vera\",\"password\":\"secret\"}").status());
  }

  @Test
  @DisplayName("behind a proxy who tries passwords locks out only who comes from there")
  void proxies() throws Exception {
    InetAddress proxy = InetAddress.getLoopbackAddress();
    WebSettings settings =
        WebSettings.local(0).time(site.time()).access(access("secret")).behind(Set.of(proxy));
    try (WebServer behind = WebServer.start(site.site(), settings)) {
      Client one = Client.of(behind).with("X-Forwarded-For", "203.0.113.7, 198.51.100.1");
      Client other = Client.of(behind).with("X-Forwarded-For", "2001:db8::1");
      for (int i = 0; i < 30; i++) {
        assertEquals(
            401,
            one.post("/api/login", "{\"user\":\"n%d\",\"password\":\"x\"}".formatted(i)).status());
      }
      String right = "{\"user\":\"anna\",\"password\":\"secret\"}";
      assertEquals(429, one.post("/api/login", right).status());
      assertEquals(200, other.post("/api/login", right).status());
      JsonNode entry =
          other.loggedIn("anna", "secret").get("/api/audit").json().path("items").path(2);
      assertEquals("198.51.100.1", entry.path("address").asText());
      assertEquals(
          400, Client.of(behind).with("X-Forwarded-For", "999.1.1.1").get("/api/me").status());
    }
  }

  @Test
  @DisplayName(
      "who guesses from everywhere locks out neither sessions nor known browsers and machines")
  void guessing() throws Exception {
    WebSettings settings =
        WebSettings.local(0)
            .time(site.time())
            .access(access("secret"))
            .behind(Set.of(InetAddress.getLoopbackAddress()));
    try (WebServer behind = WebServer.start(site.site(), settings)) {
      Client any = Client.of(behind);
      String right = "{\"user\":\"anna\",\"password\":\"secret\"}";
      Client.Answer first = any.with("X-Forwarded-For", "198.51.100.1").post("/api/login", right);
      List<String> cookies = first.response().headers().allValues("set-cookie");
      Client session =
          any.with("X-Forwarded-For", "198.51.100.1").with("Cookie", cookie(cookies.get(0)));
      int tried = 0;
      for (int i = 0; i < 200; i++) {
        Client guess = any.with("X-Forwarded-For", "203.0.113." + i);
        String wrong = "{\"user\":\"anna\",\"password\":\"guess-%d\"}".formatted(i);
        tried += guess.post("/api/login", wrong).status() == 401 ? 1 : 0;
      }
      assertEquals(50, tried);
      assertEquals(200, session.get("/api/overview").status());
      Client elsewhere = any.with("X-Forwarded-For", "192.0.2.77");
      Client.Answer refused = elsewhere.post("/api/login", right);
      assertEquals(429, refused.status());
      assertTrue(refused.error().contains("has logged in before"), refused.body());
      Client browser = elsewhere.with("Cookie", cookie(cookies.get(1)));
      assertEquals(200, browser.post("/api/login", right).status());
      Client machine = any.with("X-Forwarded-For", "198.51.100.1");
      assertEquals(200, machine.post("/api/login", right).status());
      String otto = "{\"user\":\"otto\",\"password\":\"secret\"}";
      assertEquals(200, elsewhere.post("/api/login", otto).status());
      assertEquals(401, browser.get("/api/overview").status(), "a mark lets nobody in");
    }
  }

  private static String cookie(String set) {
    return set.split(";", -1)[0];
  }

  @Test
  @DisplayName("after a reload other passwords count, and old sessions and streams end")
  void reload() throws Exception {
    Client vera = client.loggedIn("vera", "secret");
    EventReader stream = EventReader.open(vera, "/api/events");
    stream.next("counts");
    server.use(access("another"));
    assertEquals(401, vera.get("/api/overview").status());
    site.pass(Duration.ofSeconds(16));
    while (!stream.next().equals(EventReader.END)) {
      // what was on its way
    }
    assertEquals(200, client.loggedIn("vera", "another").get("/api/overview").status());
  }

  @Test
  @DisplayName("who did what is noted, in memory and in a file, without secrets or tricks")
  void audit() throws Exception {
    client.post("/api/login", "{\"user\":\"ve\\nra\\u001b[31m\",\"password\":\"hush-hush\"}");
    Client otto = client.loggedIn("otto", "secret").writing();
    otto.put("/api/devices/radio-1/interval", "{\"seconds\":60}");
    JsonNode items = client.loggedIn("anna", "secret").get("/api/audit").json().path("items");
    assertEquals("login", items.path(0).path("action").asText());
    assertEquals("interval", items.path(1).path("action").asText());
    assertEquals("radio-1", items.path(1).path("target").asText());
    assertEquals("60 s", items.path(1).path("detail").asText());
    assertEquals("otto", items.path(1).path("user").asText());
    List<String> lines = Files.readAllLines(directory.resolve("audit.jsonl"));
    assertEquals(items.size(), lines.size());
    assertTrue(lines.get(0).contains("\"action\":\"login.failed\""), lines.get(0));
    assertTrue(lines.get(0).contains("ve ra [31m"), lines.get(0));
    assertFalse(String.join("\n", lines).contains("hush"), lines::toString);
    assertFalse(String.join("\n", lines).contains("secret"), lines::toString);
  }
}
