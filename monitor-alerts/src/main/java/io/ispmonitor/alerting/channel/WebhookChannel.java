package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tells another program by posting JSON to it, by the rules of Standard Webhooks.
 *
 * <p>The body is an object with {@code "version": 1}: the notice with its message and its alerts,
 * in less than 20 kB. Alerts for which there is no room are written shortly, with {@code "isShort":
 * true}, {@code id}, {@code key}, {@code severity}, {@code source}, {@code status} and the
 * beginning of {@code summary}; {@code alertsLeftOut} says how many found no room even so. Within a
 * version nothing is renamed or removed, but more may come. The headers:
 *
 * <ul>
 *   <li>{@code webhook-id}: the notice's id, the same each time it is tried; take it to know
 *       repetitions by. An id that cannot be in a header is replaced by a UUID made of it.
 *   <li>{@code webhook-timestamp}: when it was tried, in seconds since 1970.
 *   <li>{@code webhook-signature}: for each signing secret {@code v1,} and the HMAC-SHA256 of id,
 *       timestamp and body with dots between them, in base 64; left out without a secret.
 * </ul>
 *
 * <p>Unless it is allowed, only HTTPS is spoken, and not with private addresses, this machine or
 * its network; on Java 17 a host name whose owner answers differently each time can get around the
 * second. Redirects are not followed. 410 breaks the channel.
 */
public final class WebhookChannel extends HttpChannel {
  private static final int MOST_BYTES = 20_000;

  private final URI uri;
  private final WebhookSignature signature;
  private final Map<String, Secret> headers;
  private final TimeSource time;

  WebhookChannel(
      String name,
      URI uri,
      WebhookSignature signature,
      Map<String, Secret> headers,
      HttpSender sender,
      HttpOptions http) {
    super(name, Pace.UNLIMITED, sender, http);
    this.uri = uri;
    this.signature = signature;
    this.headers = new LinkedHashMap<>(headers);
    this.time = http.time();
  }

  /**
   * Begins to describe a channel.
   *
   * @param name what it is called
   * @param url where to post; often whoever knows it may
   * @throws IllegalArgumentException when it is no address of a web server; it is not shown
   */
  public static WebhookChannelBuilder builder(String name, Secret url) {
    return new WebhookChannelBuilder(name, url);
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    // Without a word of the body, which may repeat what it was sent.
    return sender.send(post(notice)).result(verdict::of);
  }

  private HttpPost post(Notice notice) {
    String id = id(notice);
    long now = time.instant().getEpochSecond();
    String body = new String(NoticeJson.bytes(notice, MOST_BYTES), StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, value.revealText()));
    all.put("Content-Type", "application/json; charset=utf-8");
    all.put("webhook-id", id);
    all.put("webhook-timestamp", String.valueOf(now));
    if (!signature.isEmpty()) {
      all.put("webhook-signature", signature.of(id, now, body));
    }
    return new HttpPost(uri, all, body);
  }

  /** Without dots too: they are what stands between the parts that are signed. */
  private static String id(Notice notice) {
    String id = notice.id();
    return id.matches("[A-Za-z0-9_:-]{1,200}")
        ? id
        : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
