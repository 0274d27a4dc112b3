package io.ispmonitor.examples.ntfy;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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

  private static final int TOO_MANY = 429;

  private final String name;
  private final URI server;
  private final Secret topic;
  private final @Nullable Secret token;
  private final HttpClient client;
  private volatile boolean closed;

  /**
   * A channel to a topic.
   *
   * @param token that the server wants; null where it wants none
   */
  public NtfyChannel(String name, URI server, Secret topic, @Nullable Secret token) {
    this.name = name;
    this.server = server;
    this.topic = topic;
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
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
    try {
      HttpResponse<Void> answer =
          client.send(request(notice), HttpResponse.BodyHandlers.discarding());
      return result(answer);
    } catch (IOException e) {
      // Its message may hold the address, which nobody is to see.
      return DeliveryResult.tryLater("no answer: " + e.getClass().getSimpleName());
    }
  }

  private HttpRequest request(Notice notice) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(topic.revealText()))
            .timeout(PATIENCE)
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
    if (status / 100 == 2) {
      return DeliveryResult.delivered();
    } else if (status == TOO_MANY || status / 100 == 5) {
      return new DeliveryResult.TryLater(words, wait(answer));
    } else if (status == 401 || status == 403 || status == 404 || status / 100 == 3) {
      return DeliveryResult.broken(words);
    }
    return DeliveryResult.rejected(words);
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
