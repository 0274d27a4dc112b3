package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes channels of type {@code whatsapp}. Settings: {@code token} (secret), {@code sender}, {@code
 * to}, {@code template}, {@code language}, {@code parts} such as {@code title,severity} (see {@link
 * WhatsAppPart}; {@code title,text} unless said), {@code base}, {@code version}, and those of
 * {@link HttpOptions}: {@code connect-timeout}, {@code timeout}.
 */
public final class WhatsAppChannelFactory implements ChannelFactory {

  /** For {@link java.util.ServiceLoader}. */
  public WhatsAppChannelFactory() {}

  @Override
  public String type() {
    return "whatsapp";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    WhatsAppTemplate template =
        new WhatsAppTemplate(settings.text("template"), settings.text("language"), parts(settings));
    WhatsAppChannelBuilder channel =
        WhatsAppChannel.builder(
                name,
                settings.secret("token"),
                settings.text("sender"),
                settings.text("to"),
                template)
            .base(settings.uri("base", WhatsAppChannel.META))
            .version(settings.text("version", WhatsAppChannelBuilder.VERSION))
            .http(HttpSettings.read(settings));
    settings.refuseUnknown();
    return channel.build();
  }

  private static List<WhatsAppPart> parts(ChannelSettings settings) {
    List<String> names = settings.list("parts");
    return names.isEmpty()
        ? List.of(WhatsAppPart.TITLE, WhatsAppPart.TEXT)
        : names.stream().map(name -> part(settings, name)).toList();
  }

  private static WhatsAppPart part(ChannelSettings settings, String name) {
    for (WhatsAppPart part : WhatsAppPart.values()) {
      if (part.name().toLowerCase(Locale.ROOT).equals(name)) {
        return part;
      }
    }
    String all = Arrays.toString(WhatsAppPart.values()).toLowerCase(Locale.ROOT);
    throw settings.wrong("parts", "must be of %s, was '%s'".formatted(all, name));
  }
}
