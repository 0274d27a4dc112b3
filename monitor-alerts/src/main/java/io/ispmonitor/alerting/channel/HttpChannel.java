package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Pace;

/** What channels over HTTP have in common. */
abstract class HttpChannel implements NotificationChannel {
  private final String name;
  private final Pace pace;

  /** Posts for this channel. */
  final HttpSender sender;

  /** Judges answers. */
  final HttpVerdict verdict;

  HttpChannel(String name, Pace pace, HttpSender sender, HttpOptions options) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a channel needs a name");
    }
    this.name = name;
    this.pace = pace;
    this.sender = sender;
    this.verdict = new HttpVerdict(options.time());
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Pace pace() {
    return pace;
  }

  /** Gives up what is under way. Notices that come afterwards are answered with "later". */
  @Override
  public final void close() {
    sender.close();
  }

  /** The sort of channel and its name. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + name + "]";
  }
}
