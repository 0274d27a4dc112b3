package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;

/**
 * Makes channels of type {@code webhook}. Settings: {@code url} (secret); {@code signing-secrets}
 * (secret), one or several with spaces between them; {@code headers}, names with commas between
 * them, and for each of these {@code header.<name>} (secret or not); {@code allow-plain-http} and
 * {@code allow-private-addresses}, both {@code false} unless said; and those of {@link
 * HttpOptions}: {@code connect-timeout}, {@code timeout}.
 */
public final class WebhookChannelFactory implements ChannelFactory {

  /** For {@link java.util.ServiceLoader}. */
  public WebhookChannelFactory() {}

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    WebhookChannelBuilder channel =
        WebhookChannel.builder(name, settings.secret("url"))
            .allowPlainHttp(settings.flag("allow-plain-http", false))
            .allowPrivateAddresses(settings.flag("allow-private-addresses", false))
            .http(HttpSettings.read(settings));
    settings
        .findSecret("signing-secrets")
        .ifPresent(
            all -> {
              for (String secret : all.revealText().strip().split("\\s+", -1)) {
                channel.sign(Secret.of(secret));
              }
            });
    for (String header : settings.list("headers")) {
      channel.header(header, settings.secret("header." + header));
    }
    settings.refuseUnknown();
    return channel.build();
  }
}
