package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.MailChannel.Encryption;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Describes a {@link MailChannel}. For one thread. */
public final class MailChannelBuilder {
  private final String name;
  private @Nullable ServerAddress server;
  private Encryption encryption = Encryption.STARTTLS;
  private @Nullable String user;
  private @Nullable Secret password;
  private String from = "";
  private List<String> to = List.of();
  private @Nullable SSLContext trust;
  private Duration timeout = Duration.ofSeconds(10);
  private TimeSource time = TimeSource.system();

  MailChannelBuilder(String name) {
    this.name = name;
  }

  /** Where mail is handed in; must be said. */
  public MailChannelBuilder server(String host, int port) {
    this.server = ServerAddress.of(name, host, port);
    return this;
  }

  /** How the connection is protected; {@link Encryption#STARTTLS} unless said. */
  public MailChannelBuilder encryption(Encryption encryption) {
    this.encryption = encryption;
    return this;
  }

  /** Who logs in; nobody unless said. */
  public MailChannelBuilder login(String user, Secret password) {
    if (user.isBlank()) {
      throw wrong("a login needs a user");
    }
    this.user = user;
    this.password = password;
    return this;
  }

  /** Who writes, such as {@code Monitoring <monitor@example.net>}; must be said. */
  public MailChannelBuilder from(String address) {
    this.from = address;
    return this;
  }

  /** Who gets it; at least one. All of them see each other. */
  public MailChannelBuilder to(String... addresses) {
    this.to = List.of(addresses);
    return this;
  }

  /** Which certificates are trusted; those that the JVM trusts unless said. */
  public MailChannelBuilder tls(SSLContext trust) {
    this.trust = trust;
    return this;
  }

  /**
   * How long it waits to connect, for each reply, and while the server takes nothing of what is
   * written; 10 seconds unless said. Together it is never more than 45 seconds.
   */
  public MailChannelBuilder timeout(Duration timeout) {
    this.timeout = ServerAddress.timeout(name, timeout);
    return this;
  }

  /** Lives in another time. */
  MailChannelBuilder in(TimeSource other) {
    this.time = other;
    return this;
  }

  /**
   * The channel.
   *
   * @throws IllegalArgumentException when something is missing or wrong, and when a password would
   *     be sent without encryption
   */
  public MailChannel build() {
    ServerAddress address = server;
    if (address == null || to.isEmpty()) {
      throw wrong(address == null ? "a server is missing" : "somebody to write to is missing");
    }
    if (encryption == Encryption.NONE && password != null) {
      throw wrong("a password is not sent without encryption; use STARTTLS or TLS");
    }
    SmtpServer smtp =
        new SmtpServer(address, encryption, user, password, new TlsSockets(trust), timeout);
    try {
      return new MailChannel(name, smtp, MailEnvelope.of(from, to), time);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "channel %s: mail needs org.eclipse.angus:angus-mail; add it to the host".formatted(name),
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("channel %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("channel %s: %s".formatted(name, why));
  }
}
