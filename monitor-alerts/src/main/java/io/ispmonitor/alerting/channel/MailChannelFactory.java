package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.channel.MailChannel.Encryption;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/**
 * Makes channels of type {@code mail}. Settings: {@code host}, {@code port} (587; 465 with TLS),
 * {@code encryption} ({@code starttls}, {@code tls} or {@code none}), {@code user} and the secret
 * {@code password}, {@code from}, {@code to} (several with commas between them), {@code ca} (a file
 * with certificates in PEM that alone are trusted), {@code timeout} ({@code PT10S}).
 */
public final class MailChannelFactory implements ChannelFactory {

  /** For the service loader. */
  public MailChannelFactory() {}

  @Override
  public String type() {
    return "mail";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    Encryption encryption = encryption(settings);
    int usual = encryption == Encryption.TLS ? 465 : 587;
    MailChannelBuilder channel =
        MailChannel.builder(name)
            .server(settings.text("host"), settings.number("port", usual, 1, 65_535))
            .encryption(encryption)
            .from(settings.text("from"))
            .to(settings.list("to").toArray(String[]::new))
            .timeout(settings.duration("timeout", Duration.ofSeconds(10)));
    settings
        .find("user")
        .ifPresentOrElse(
            user -> channel.login(user, settings.secret("password")),
            () -> refusePassword(settings));
    SSLContext trust = TrustedCertificates.read(settings);
    if (trust != null) {
      channel.tls(trust);
    }
    settings.refuseUnknown();
    return channel.build();
  }

  private static void refusePassword(ChannelSettings settings) {
    if (settings.findSecret("password").isPresent()) {
      throw settings.wrong("password", "is given without a user");
    }
  }

  private static Encryption encryption(ChannelSettings settings) {
    String word = settings.text("encryption", "starttls");
    try {
      return Encryption.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw settings.wrong("encryption", "must be starttls, tls or none, was '" + word + "'");
    }
  }
}
