package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.channel.SyslogChannelBuilder.Transport;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/**
 * Makes channels of type {@code syslog}. Settings: {@code transport} ({@code udp}, {@code tcp} or
 * {@code tls}), {@code host}, {@code port} (514, 601, 6514), {@code facility} (a number; 16 is
 * local0), {@code hostname}, {@code app}, {@code enterprise}, {@code timeout} ({@code PT10S}), and
 * for TLS {@code ca} (a file with certificates in PEM that alone are trusted).
 */
public final class SyslogChannelFactory implements ChannelFactory {

  /** For the service loader. */
  public SyslogChannelFactory() {}

  @Override
  public String type() {
    return "syslog";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    Transport transport = transport(settings);
    SyslogChannelBuilder channel =
        SyslogChannel.builder(name)
            .server(
                transport,
                settings.text("host"),
                settings.number("port", usualPort(transport), 1, 65_535))
            .facility(settings.number("facility", SyslogChannelBuilder.LOCAL_0, 0, 23))
            .hostName(settings.text("hostname", "-"))
            .appName(settings.text("app", "ispmonitor"))
            .enterprise(
                settings.number(
                    "enterprise", SyslogChannelBuilder.EXAMPLE_ENTERPRISE, 1, Integer.MAX_VALUE))
            .timeout(settings.duration("timeout", Duration.ofSeconds(10)));
    SSLContext trust = transport == Transport.TLS ? TrustedCertificates.read(settings) : null;
    if (trust != null) {
      channel.certificates(trust);
    }
    settings.refuseUnknown();
    return channel.build();
  }

  private static Transport transport(ChannelSettings settings) {
    String word = settings.text("transport");
    try {
      return Transport.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw settings.wrong("transport", "must be udp, tcp or tls, was '" + word + "'");
    }
  }

  private static int usualPort(Transport transport) {
    return switch (transport) {
      case UDP -> 514;
      case TCP -> 601;
      case TLS -> 6_514;
    };
  }
}
