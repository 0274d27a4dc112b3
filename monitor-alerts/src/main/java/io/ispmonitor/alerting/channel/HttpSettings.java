package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelSettings;

/** Reads {@link HttpOptions} from settings. */
final class HttpSettings {
  private HttpSettings() {}

  /** What {@code connect-timeout} and {@code timeout} say, and the defaults for the rest. */
  static HttpOptions read(ChannelSettings settings) {
    HttpOptions usual = HttpOptions.DEFAULT;
    return usual.timeouts(
        settings.duration("connect-timeout", usual.connectTimeout()),
        settings.duration("timeout", usual.timeout()));
  }
}
