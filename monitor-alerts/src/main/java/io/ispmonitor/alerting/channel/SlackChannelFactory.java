package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Makes channels of type {@code slack}. Settings: either {@code url} (secret), the address of an
 * incoming webhook, or {@code token} (secret) of a bot, with {@code conversation} and {@code base};
 * and those of {@link HttpOptions}: {@code connect-timeout}, {@code timeout}.
 */
public final class SlackChannelFactory implements ChannelFactory {

  /** For {@link java.util.ServiceLoader}. */
  public SlackChannelFactory() {}

  @Override
  public String type() {
    return "slack";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    HttpOptions http = HttpSettings.read(settings);
    Optional<Secret> url = settings.findSecret("url");
    Optional<Secret> token = settings.findSecret("token");
    if (url.isPresent() == token.isPresent()) {
      throw settings.wrong("url", "or token must be given, and not both");
    }
    if (url.isPresent()) {
      settings.refuseUnknown();
      return new SlackWebhookChannel(name, url.get(), http);
    }
    String conversation = settings.text("conversation");
    URI base = settings.uri("base", SlackBotChannel.SLACK);
    settings.refuseUnknown();
    return new SlackBotChannel(name, token.orElseThrow(), conversation, base, http);
  }
}
