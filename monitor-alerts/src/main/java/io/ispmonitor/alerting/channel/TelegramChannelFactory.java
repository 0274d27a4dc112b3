package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;

/**
 * Makes channels of type {@code telegram}. Settings: {@code token} (secret), {@code chat}, {@code
 * topic}, {@code base}, and those of {@link HttpOptions}: {@code connect-timeout}, {@code timeout}.
 */
public final class TelegramChannelFactory implements ChannelFactory {

  /** For {@link java.util.ServiceLoader}. */
  public TelegramChannelFactory() {}

  @Override
  public String type() {
    return "telegram";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    TelegramChannelBuilder channel =
        TelegramChannel.builder(name, settings.secret("token"), settings.text("chat"))
            .base(settings.uri("base", TelegramChannel.TELEGRAM))
            .http(HttpSettings.read(settings));
    int topic = settings.number("topic", 0, 1, Integer.MAX_VALUE);
    if (topic > 0) {
      channel.topic(topic);
    }
    settings.refuseUnknown();
    return channel.build();
  }
}
