package io.ispmonitor.alerting.channel;

import io.ispmonitor.secret.Secret;
import java.net.URI;

/** Describes a {@link WhatsAppChannel}. For one thread. */
public final class WhatsAppChannelBuilder {
  /** Of the Graph API, when nothing else is said; each is kept for about two years. */
  static final String VERSION = "v23.0";

  private final String name;
  private final String subject;
  private final Secret token;
  private final String sender;
  private final String to;
  private final WhatsAppTemplate template;
  private URI base = WhatsAppChannel.META;
  private String version = VERSION;
  private HttpOptions http = HttpOptions.DEFAULT;

  WhatsAppChannelBuilder(
      String name, Secret token, String sender, String to, WhatsAppTemplate template) {
    this.name = name;
    this.subject = "channel " + name;
    this.token = Address.token(subject, token);
    if (!sender.matches("[0-9]{1,30}")) {
      throw new IllegalArgumentException(
          "%s: the sender is the id of a phone number, which has digits only, was '%s'"
              .formatted(subject, sender));
    }
    this.sender = sender;
    this.to = to.replaceAll("[ ()+.-]", "");
    if (!this.to.matches("[1-9][0-9]{6,14}")) {
      throw new IllegalArgumentException(
          "%s: the number to tell must have its country's code, such as +5511912345678, was '%s'"
              .formatted(subject, to));
    }
    this.template = template;
  }

  /** Where the Graph API is; {@link WhatsAppChannel#META} unless said. */
  public WhatsAppChannelBuilder base(URI address) {
    this.base = Address.base(subject, address);
    return this;
  }

  /** Which version of the Graph API to speak, such as {@code v23.0}. */
  public WhatsAppChannelBuilder version(String spoken) {
    if (!spoken.matches("v[0-9]{1,3}[.][0-9]{1,2}")) {
      throw new IllegalArgumentException(
          "%s: a version is one such as %s, was '%s'".formatted(subject, VERSION, spoken));
    }
    this.version = spoken;
    return this;
  }

  /** How to talk HTTP. */
  public WhatsAppChannelBuilder http(HttpOptions options) {
    this.http = options;
    return this;
  }

  /** The channel. */
  public WhatsAppChannel build() {
    URI uri = URI.create("%s/%s/%s/messages".formatted(base, version, sender));
    return new WhatsAppChannel(name, uri, token, to, template, http);
  }
}
