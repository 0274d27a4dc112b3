package io.ispmonitor.alerting.channel;

import java.time.Duration;

/**
 * Where a server listens.
 *
 * @param host its name or address
 * @param port from 1 to 65535
 */
record ServerAddress(String host, int port) {
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  /** Checks both, on behalf of a channel. */
  static ServerAddress of(String channel, String host, int port) {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "channel %s: a server has a name and a port from 1 to 65535, not '%s' %d"
              .formatted(channel, host, port));
    }
    return new ServerAddress(host.strip(), port);
  }

  /** Checks how long a channel waits for its server. */
  static Duration timeout(String channel, Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "channel %s: the timeout must be from 1 ms to a minute, was %s"
              .formatted(channel, timeout));
    }
    return timeout;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
