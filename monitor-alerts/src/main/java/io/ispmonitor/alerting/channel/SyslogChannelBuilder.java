package io.ispmonitor.alerting.channel;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Describes a {@link SyslogChannel}. For one thread. */
public final class SyslogChannelBuilder {
  /** Set aside by the IANA for examples; better than somebody else's. */
  static final int EXAMPLE_ENTERPRISE = 32_473;

  /** local0. */
  static final int LOCAL_0 = 16;

  private final String name;
  private Transport transport = Transport.UDP;
  private @Nullable ServerAddress server;
  private int facility = LOCAL_0;
  private String hostName = "-";
  private String appName = "ispmonitor";
  private int enterprise = EXAMPLE_ENTERPRISE;
  private @Nullable SSLContext trust;
  private Duration timeout = Duration.ofSeconds(10);

  /** How messages get to the server. */
  enum Transport {
    UDP,
    TCP,
    TLS
  }

  SyslogChannelBuilder(String name) {
    this.name = name;
  }

  /** A server that listens on UDP (RFC 5426); the usual port is 514. */
  public SyslogChannelBuilder udp(String host, int port) {
    return server(Transport.UDP, host, port);
  }

  /** A server that counts octets on TCP (RFC 6587); the usual ports are 601 and 514. */
  public SyslogChannelBuilder tcp(String host, int port) {
    return server(Transport.TCP, host, port);
  }

  /** A server that listens on TLS (RFC 5425); the usual port is 6514. */
  public SyslogChannelBuilder tls(String host, int port) {
    return server(Transport.TLS, host, port);
  }

  /** A server of any sort. */
  SyslogChannelBuilder server(Transport transport, String host, int port) {
    this.transport = transport;
    this.server = ServerAddress.of(name, host, port);
    return this;
  }

  /** Which certificates are trusted, and which is shown; what the JVM uses unless said. */
  public SyslogChannelBuilder certificates(SSLContext trust) {
    this.trust = trust;
    return this;
  }

  /** What sort of program speaks, from 0 to 23; 16, which is local0, unless said. */
  public SyslogChannelBuilder facility(int facility) {
    if (facility < 0 || facility > 23) {
      throw wrong("a facility is a number from 0 to 23, not " + facility);
    }
    this.facility = facility;
    return this;
  }

  /** Where it runs; the field is {@code -} unless said. */
  public SyslogChannelBuilder hostName(String hostName) {
    this.hostName = hostName;
    return this;
  }

  /** What speaks; {@code ispmonitor} unless said. */
  public SyslogChannelBuilder appName(String appName) {
    this.appName = appName;
    return this;
  }

  /** The host's private enterprise number; 32473, which is for examples, unless said. */
  public SyslogChannelBuilder enterprise(int number) {
    if (number < 1) {
      throw wrong("an enterprise number is 1 or more, not " + number);
    }
    this.enterprise = number;
    return this;
  }

  /**
   * How long it waits to connect, for the other side's part of TLS, and while the other side takes
   * nothing of what is written; 10 seconds unless said.
   */
  public SyslogChannelBuilder timeout(Duration timeout) {
    this.timeout = ServerAddress.timeout(name, timeout);
    return this;
  }

  /**
   * The channel.
   *
   * @throws IllegalArgumentException when no server was said
   */
  public SyslogChannel build() {
    ServerAddress to = server;
    if (to == null) {
      throw wrong("a server is missing; name one with udp, tcp or tls");
    }
    SyslogWire wire =
        switch (transport) {
          case UDP -> new SyslogDatagrams(to);
          case TCP -> new SyslogStream(to, null, timeout);
          case TLS -> new SyslogStream(to, new TlsSockets(trust), timeout);
        };
    return new SyslogChannel(
        name, new SyslogIdentity(facility, hostName, appName, enterprise), wire);
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("channel %s: %s".formatted(name, why));
  }
}
