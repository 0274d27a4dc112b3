package io.ispmonitor.examples.ntfy;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends push messages by way of an ntfy server: a message is the body of a POST to the topic's
 * address, its priority a header (ntfy, "Publishing"). The text is plain, so nothing in it has to
 * be escaped.
 */
public final class NtfyChannel implements NotificationChannel {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A longer message becomes an attachment. */
  private static final int MOST_BYTES = 4_096;

  private final String name;
  private final URI server;
  private final Secret topic;
  private final @Nullable Secret token;
  private final Duration patience;
  private final HttpClient client;
  private volatile boolean closed;

  /**
   * A channel to a topic.
   *
   * @param server where topics are, such as {@code https://ntfy.sh/}
   * @param topic letters, digits, hyphens and underscores, at most 64
   * @param token that the server wants; null where it wants none
   * @throws IllegalArgumentException when one of them cannot be right; secrets are not shown
   */
  public NtfyChannel(String name, URI server, Secret topic, @Nullable Secret token) {
    this(name, server, topic, token, PATIENCE);
  }

  NtfyChannel(String name, URI server, Secret topic, @Nullable Secret token, Duration patience) {
    this.name = name;
    this.server = directory(server);
    this.topic = checked("topic", topic, "[A-Za-z0-9_-]{1,64}");
    this.token = token == null ? null : checked("token", token, "[!-~]{1,500}");
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Checked here, since what is wrong with a request later would be told with all of it. */
  private Secret checked(String what, Secret secret, String form) {
    if (!secret.revealText().matches(form)) {
      throw new IllegalArgumentException(
          "channel %s: the %s has characters that none has, or too many".formatted(name, what));
    }
    return secret;
  }

  /** With a slash at its end, behind which the topic comes. */
  private URI directory(URI given) {
    boolean isWeb = "https".equals(given.getScheme()) || "http".equals(given.getScheme());
    if (!isWeb || given.getHost() == null || given.getQuery() != null) {
      throw new IllegalArgumentException(
          "channel %s: a server is an address such as https://ntfy.sh/".formatted(name));
    }
    String path = given.getRawPath();
    return path.endsWith("/") ? given : given.resolve((path.isEmpty() ? "" : path) + "/");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    if (closed) {
      return DeliveryResult.tryLater("the channel is closed");
    }
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(notice), HttpResponse.BodyHandlers.discarding());
    try {
      // The time limit of a request ends with the headers; a body may drip for ever.
      return result(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return DeliveryResult.tryLater("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      // Its message may hold the address, which nobody is to see.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return DeliveryResult.tryLater("no answer: " + cause.getClass().getSimpleName());
    } finally {
      answer.cancel(true); // gives up the connection; nothing happens when it is done
    }
  }

  private HttpRequest request(Notice notice) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(topic.revealText()))
            .header("Priority", Integer.toString(priority(notice)))
            .POST(HttpRequest.BodyPublishers.ofString(text(notice), StandardCharsets.UTF_8));
    if (token != null) {
      request.header("Authorization", "Bearer " + token.revealText());
    }
    return request.build();
  }

  /** From 1, which makes no sound, to 5, which does not stop making one. */
  private static int priority(Notice notice) {
    if (notice.kind() == Notice.Kind.UPDATE) {
      return 2;
    }
    return switch (notice.severity()) {
      case INFO -> 2;
      case WARNING -> 3;
      case CRITICAL -> 4;
      case EMERGENCY -> 5;
    };
  }

  private static String text(Notice notice) {
    String text = notice.message().plain();
    int most = MOST_BYTES;
    while (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      text = CleanText.cut(text, most);
      most -= most / 8;
    }
    return text;
  }

  private static DeliveryResult result(HttpResponse<?> answer) {
    int status = answer.statusCode();
    String words = "the server answered " + status;
    return switch (status) {
      case 408, 429 -> new DeliveryResult.TryLater(words, wait(answer));
      // What it would say to any other notice as well.
      case 401, 402, 403, 404, 405, 407, 410, 421, 426, 451 -> DeliveryResult.broken(words);
      default ->
          switch (status / 100) {
            case 2 -> DeliveryResult.delivered();
            case 3 -> DeliveryResult.broken(words);
            case 5 -> new DeliveryResult.TryLater(words, wait(answer));
            default -> DeliveryResult.rejected(words);
          };
    };
  }

  private static @Nullable Duration wait(HttpResponse<?> answer) {
    Optional<String> after = answer.headers().firstValue("Retry-After");
    boolean isNumber = after.isPresent() && after.get().matches("[0-9]{1,5}");
    return isNumber ? Duration.ofSeconds(Long.parseLong(after.get())) : null;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Neither the topic nor the token. */
  @Override
  public String toString() {
    return "NtfyChannel[" + name + "]";
  }
}
