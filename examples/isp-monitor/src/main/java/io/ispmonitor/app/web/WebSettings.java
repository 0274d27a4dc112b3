package io.ispmonitor.app.web;

import io.ispmonitor.app.web.access.Access;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.leadership.lease.InstanceStatus;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link WebServer} is to serve. By default on 127.0.0.1, without users, for who is on this
 * machine. For one thread.
 */
public final class WebSettings {
  final String host;
  final int port;
  Access access = Access.open();
  TimeSource time = TimeSource.system();
  Duration idle = Duration.ofHours(2);
  Duration whole = Duration.ofHours(12);
  Set<InetAddress> proxies = Set.of();
  boolean secureCookies;
  int streams = 200;
  Duration patience = Duration.ofSeconds(10);
  @Nullable Path auditFile;
  Supplier<String> lease = () -> "this instance runs alone";
  Supplier<List<InstanceStatus>> instances = List::of;
  Supplier<List<HealthCheck>> checks = List::of;

  private WebSettings(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * To be served at an address.
   *
   * @param host an address or name of this machine, such as {@code 0.0.0.0} for all
   * @param port 0 for any that is free
   */
  public static WebSettings at(String host, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "web: the port must be from 0 to 65535, was %d".formatted(port));
    }
    return new WebSettings(host, port);
  }

  /** For this machine alone. */
  public static WebSettings local(int port) {
    return at("127.0.0.1", port);
  }

  /** Who may do what; nobody has to log in by default. */
  public WebSettings access(Access of) {
    access = of;
    return this;
  }

  /** Another time than the machine's. */
  public WebSettings time(TimeSource of) {
    time = of;
    return this;
  }

  /** After what time without use a session ends, and after what time in any case; 2 h and 12 h. */
  public WebSettings sessions(Duration idleTime, Duration wholeTime) {
    idle = idleTime;
    whole = wholeTime;
    return this;
  }

  /** Cookies are for https alone: for a server behind something that speaks TLS. */
  public WebSettings secureCookies(boolean secure) {
    secureCookies = secure;
    return this;
  }

  /**
   * The addresses of proxies before it, whose {@code X-Forwarded-For} is believed: so that one who
   * tries passwords locks out nobody else. None by default.
   */
  public WebSettings behind(Set<InetAddress> of) {
    proxies = Set.copyOf(of);
    return this;
  }

  /** How many streams of events there may be at once, 1 to 1,000; 200 by default. */
  public WebSettings streams(int most) {
    if (most < 1 || most > 1_000) {
      throw new IllegalArgumentException(
          "web: there may be from 1 to 1000 streams of events, not %d".formatted(most));
    }
    streams = most;
    return this;
  }

  /**
   * For how long an event may be on its way to a reader of a stream, who is cut off then: 100 ms to
   * 10 min; 10 s by default. By the machine's time.
   */
  public WebSettings patience(Duration most) {
    if (most.toMillis() < 100 || most.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "web: readers may take from 100 ms to 10 min for an event, not %s".formatted(most));
    }
    patience = most;
    return this;
  }

  /** Where it is noted who did what; in memory alone by default. */
  public WebSettings auditFile(Path file) {
    auditFile = file;
    return this;
  }

  /** What else belongs to the health of it all, beside what the monitor knows of itself. */
  public WebSettings checks(Supplier<List<HealthCheck>> of) {
    checks = of;
    return this;
  }

  /**
   * What is said of who is in charge, also while nothing is watched here.
   *
   * @param words how this instance stands, such as "waits; site-a is in charge"
   * @param of the instances there are
   */
  public WebSettings lease(Supplier<String> words, Supplier<List<InstanceStatus>> of) {
    lease = words;
    instances = of;
    return this;
  }
}
