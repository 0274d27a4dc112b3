package io.ispmonitor.app.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a program's console answers. */
final class Console {
  private static final String SAID = "isp-monitor: the console is at ";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  private Console(String base) {
    this.base = base;
  }

  /** That of a program, once it has one. */
  static Console of(Program program) throws InterruptedException {
    String line = program.await("where its console is", is -> is.startsWith(SAID));
    return new Console(line.substring(SAID.length()));
  }

  /** What it answers; also what it refuses. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** How it says that itself fares; "standby" while another instance is in charge. */
  String health() throws IOException, InterruptedException {
    return get("/api/health").path("status").asText();
  }

  /** The state of a device; empty while it has none to show. */
  String state(String device) throws IOException, InterruptedException {
    return get("/api/nodes/" + device).path("node").path("state").asText();
  }

  /** Whose lease it has, or waits for. */
  String lease() throws IOException, InterruptedException {
    return get("/api/health").path("lease").asText();
  }

  /** Whether it says that its database does not answer. */
  boolean isDatabaseAway() throws IOException, InterruptedException {
    return get("/api/storage-status").path("state").asText().equals("down");
  }

  /** How many records wait on its disk for the database. */
  long waiting() throws IOException, InterruptedException {
    return get("/api/health").path("database").path("waiting").asLong();
  }
}
