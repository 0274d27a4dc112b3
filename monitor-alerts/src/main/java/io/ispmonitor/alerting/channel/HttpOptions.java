package io.ispmonitor.alerting.channel;

import io.ispmonitor.time.TimeSource;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a channel talks HTTP. Redirects are never followed: they would carry the token, or the alert,
 * to somebody else.
 *
 * @param connectTimeout how long a connection may take, at most 30 seconds
 * @param timeout how long all of it may take, from the connection to the last byte of the answer;
 *     at most 30 seconds
 * @param trust whom to trust; null for what the Java runtime trusts. Host names are always checked
 * @param proxy which proxy to go through; null for what the Java runtime is set to
 * @param client to use instead of a client of the channel's own; null for its own. It must not
 *     follow redirects; its connect timeout, trust and proxy count instead of those here
 * @param time tells what the time is, where the other side names a date
 */
public record HttpOptions(
    Duration connectTimeout,
    Duration timeout,
    @Nullable SSLContext trust,
    @Nullable ProxySelector proxy,
    @Nullable HttpClient client,
    TimeSource time) {
  private static final Duration LONGEST = Duration.ofSeconds(30); // an edit and an answer take two

  /** Five seconds to connect and twenty in all, with what the Java runtime trusts. */
  public static final HttpOptions DEFAULT =
      new HttpOptions(
          Duration.ofSeconds(5), Duration.ofSeconds(20), null, null, null, TimeSource.system());

  /** Checks the times and the client. */
  public HttpOptions {
    Objects.requireNonNull(time, "time");
    check("connect timeout", connectTimeout);
    check("timeout", timeout);
    if (client != null && client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "the HTTP client follows redirects (%s); hand in one with Redirect.NEVER"
              .formatted(client.followRedirects()));
    }
  }

  private static void check(String what, Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the %s must be more than 0 and at most %s, was %s".formatted(what, LONGEST, time));
    }
  }

  /** With other timeouts. */
  public HttpOptions timeouts(Duration connect, Duration all) {
    return new HttpOptions(connect, all, trust, proxy, client, time);
  }

  /** Trusts others. */
  public HttpOptions trusting(SSLContext other) {
    return new HttpOptions(connectTimeout, timeout, other, proxy, client, time);
  }

  /** Goes through a proxy. */
  public HttpOptions through(ProxySelector other) {
    return new HttpOptions(connectTimeout, timeout, trust, other, client, time);
  }

  /** With a client of the host's, which the channel leaves open. */
  public HttpOptions using(HttpClient other) {
    return new HttpOptions(connectTimeout, timeout, trust, proxy, other, time);
  }

  /** Lives in another time. */
  public HttpOptions in(TimeSource other) {
    return new HttpOptions(connectTimeout, timeout, trust, proxy, client, other);
  }
}
