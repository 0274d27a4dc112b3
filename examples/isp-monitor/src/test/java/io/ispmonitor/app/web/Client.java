package io.ispmonitor.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client for tests; each {@code with} makes another one that sends a header more. */
final class Client {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Map<String, String> headers;

  private Client(int port, Map<String, String> headers) {
    this.port = port;
    this.headers = headers;
  }

  static Client of(WebServer server) {
    return new Client(server.port(), Map.of());
  }

  Client with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Client(port, more);
  }

  /** One that may change something, by what {@code /api/me} says. */
  Client writing() throws Exception {
    return with("X-CSRF-Token", get("/api/me").json().path("csrf").asText());
  }

  /** One that has logged in. */
  Client loggedIn(String user, String password) throws Exception {
    Answer answer =
        post("/api/login", "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
    String cookie = answer.header("set-cookie").split(";", -1)[0];
    return with("Cookie", cookie);
  }

  /** What came back. */
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String error() throws IOException {
      return json().path("error").asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) throws Exception {
    return send("GET", path, null);
  }

  Answer post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  Answer put(String path, String body) throws Exception {
    return send("PUT", path, body);
  }

  Answer delete(String path) throws Exception {
    return send("DELETE", path, null);
  }

  Answer send(String method, String path, @Nullable String body) throws Exception {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
      if (!headers.containsKey("Content-Type")) {
        request.header("Content-Type", "application/json");
      }
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("http", path)).timeout(PATIENCE);
    headers.forEach(request::header);
    return request;
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  HttpClient http() {
    return http;
  }

  /** A part of a path, as a browser writes it. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
