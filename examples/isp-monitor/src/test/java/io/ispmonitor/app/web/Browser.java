package io.ispmonitor.app.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real Chromium without a window, driven over its own protocol (Chrome DevTools Protocol). */
final class Browser implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;
  private static final long ANSWER_SECONDS = 5;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Process process;
  private final WebSocket socket;

  private Browser(Process process, int port) throws Exception {
    this.process = process;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/json/new?about:blank".formatted(port)))
            .method("PUT", HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode page =
        json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(LIMIT_SECONDS))
            .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listener())
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    command("Page.enable");
    command("Runtime.enable");
    command("Log.enable");
  }

  /** Starts one with a profile of its own. */
  static Browser start(Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--lang=en-US",
                "--remote-allow-origins=*",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, port(profile.resolve("DevToolsActivePort"), process));
    } catch (Exception | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int port(Path file, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
        return Integer.parseInt(Files.readAllLines(file).get(0));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("chromium did not start");
  }

  /** Goes somewhere; waits for the document, not for what it loads. */
  Browser open(String url) throws Exception {
    command("Page.navigate", "url", url);
    await(
        "document.readyState === 'complete' && location.href === " + json.writeValueAsString(url));
    return this;
  }

  /** A window of this size, as on a screen or on a phone. */
  Browser size(int width, int height) throws Exception {
    ObjectNode metrics = json.createObjectNode();
    metrics.put("width", width).put("height", height).put("deviceScaleFactor", 1);
    metrics.put("mobile", width < 600);
    send("Emulation.setDeviceMetricsOverride", metrics);
    return this;
  }

  /** What people have set: {@code light} or {@code dark}. */
  Browser scheme(String name) throws Exception {
    ObjectNode media = json.createObjectNode();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", name);
    send("Emulation.setEmulatedMedia", media);
    return this;
  }

  /** The value of an expression. */
  JsonNode eval(String expression) throws Exception {
    ObjectNode parameters = json.createObjectNode();
    parameters.put("expression", expression).put("returnByValue", true).put("awaitPromise", true);
    JsonNode result = send("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void await(String expression) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!isTrue(expression)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not so: %s%n%s%n%s"
                .formatted(expression, eval("document.body.innerText").asText(), errors));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** A document that is just being left gives no answer, or none that counts. */
  boolean isTrue(String expression) throws Exception {
    try {
      return eval("!!(" + expression + ")").asBoolean();
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  /** Waits for an element and clicks it. */
  void click(String selector) throws Exception {
    await("document.querySelector(" + json.writeValueAsString(selector) + ")");
    eval("document.querySelector(" + json.writeValueAsString(selector) + ").click()");
  }

  /** Types into a field, as people do, and not by its value. */
  void type(String selector, String value) throws Exception {
    await("document.querySelector(" + json.writeValueAsString(selector) + ")");
    eval("document.querySelector(" + json.writeValueAsString(selector) + ").focus()");
    command("Input.insertText", "text", value);
  }

  /** What is wrong according to the browser: exceptions, and what its policy has kept out. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** What it complained of so far was expected. */
  void forgetErrors() {
    errors.clear();
  }

  /** What the window shows, as PNG. */
  void screenshot(Path file) throws Exception {
    JsonNode shot = command("Page.captureScreenshot", "format", "png");
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  private JsonNode command(String method, String... parameters) throws Exception {
    ObjectNode all = json.createObjectNode();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    return send(method, all);
  }

  private JsonNode send(String method, ObjectNode parameters) throws Exception {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    ObjectNode message = json.createObjectNode();
    message.put("id", id).put("method", method).set("params", parameters);
    socket.sendText(json.writeValueAsString(message), true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  private void take(String message) throws IOException {
    JsonNode is = json.readTree(message);
    String method = is.path("method").asText();
    if (is.has("id")) {
      CompletableFuture<JsonNode> answer = open.remove(is.get("id").asInt());
      if (answer == null) {
        return; // nobody waits for it any more
      }
      if (is.has("error")) {
        answer.completeExceptionally(new AssertionError(is.get("error").toString()));
      } else {
        answer.complete(is.get("result"));
      }
    } else if (method.equals("Runtime.exceptionThrown")
        || (method.equals("Log.entryAdded")
            && is.path("params").path("entry").path("level").asText().equals("error"))) {
      errors.add(is.get("params").toString());
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private final class Listener implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket of, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        String whole = text.toString();
        text.setLength(0);
        try {
          take(whole);
        } catch (IOException e) {
          errors.add(e.toString());
        }
      }
      of.request(1);
      return null;
    }
  }
}
