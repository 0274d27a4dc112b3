package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;

/** Makes channels of type {@code log}. There are no settings. */
public final class LogChannelFactory implements ChannelFactory {

  /** For the service loader. */
  public LogChannelFactory() {}

  @Override
  public String type() {
    return "log";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    settings.refuseUnknown();
    return new LogChannel(name);
  }
}
