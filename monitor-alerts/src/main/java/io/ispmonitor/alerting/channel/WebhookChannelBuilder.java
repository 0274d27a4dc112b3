package io.ispmonitor.alerting.channel;

import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Describes a {@link WebhookChannel}. For one thread. */
public final class WebhookChannelBuilder {
  /** Those that HTTP or the channel sets itself. */
  private static final Set<String> OURS =
      Set.of("host", "connection", "content-length", "content-type", "expect", "upgrade");

  private final String name;
  private final String subject;
  private final URI uri;
  private final List<Secret> secrets = new ArrayList<>();
  private final Map<String, Secret> headers = new LinkedHashMap<>();
  private boolean allowsPlain;
  private boolean allowsPrivate;
  private HttpOptions http = HttpOptions.DEFAULT;

  WebhookChannelBuilder(String name, Secret url) {
    this.name = name;
    this.subject = "channel " + name;
    this.uri = Address.of(subject, url);
  }

  /**
   * Signs with this secret too. Give the new one and the old one while the other side changes from
   * one to the other.
   *
   * @param secret 24 to 64 bytes in base 64, with {@code whsec_} before them or without
   */
  public WebhookChannelBuilder sign(Secret secret) {
    secrets.add(secret);
    return this;
  }

  /**
   * Sends one more header, such as {@code Authorization}.
   *
   * @throws IllegalArgumentException when there is no such header, or it is not for a host to set
   */
  public WebhookChannelBuilder header(String header, Secret value) {
    String lower = header.toLowerCase(Locale.ROOT);
    if (!header.matches("[A-Za-z0-9-]{1,100}")
        || OURS.contains(lower)
        || lower.startsWith("webhook-")) {
      throw new IllegalArgumentException("%s: cannot set header '%s'".formatted(subject, header));
    }
    if (!value.revealText().matches("[ -~]+")) {
      throw new IllegalArgumentException(
          "%s: the value of header %s has letters beyond ASCII, or several lines"
              .formatted(subject, header));
    }
    headers.put(header, value);
    return this;
  }

  /** Whether plain HTTP may be spoken; not unless said. */
  public WebhookChannelBuilder allowPlainHttp(boolean allows) {
    this.allowsPlain = allows;
    return this;
  }

  /** Whether to post to private addresses and to this machine; not unless said. */
  public WebhookChannelBuilder allowPrivateAddresses(boolean allows) {
    this.allowsPrivate = allows;
    return this;
  }

  /** How to talk HTTP. */
  public WebhookChannelBuilder http(HttpOptions options) {
    this.http = options;
    return this;
  }

  /**
   * The channel.
   *
   * @throws IllegalArgumentException when the address is not HTTPS and need be, or a signing secret
   *     is none
   */
  public WebhookChannel build() {
    if (!allowsPlain && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(
          subject + ": the address must begin with https://, unless plain HTTP is allowed");
    }
    WebhookSignature signature = new WebhookSignature(subject, secrets);
    HttpSender sender =
        allowsPrivate ? new HttpSender(name, http) : new HttpSender(name, http, new EgressGuard());
    return new WebhookChannel(name, uri, signature, headers, sender, http);
  }
}
