package io.ispmonitor.examples.ntfy;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.secret.Secret;
import java.net.URI;

/**
 * Makes {@link NtfyChannel}s from settings: {@code topic}, which is a secret, since whoever knows
 * it may read and write; {@code token} where the server wants one; and {@code server}.
 */
public final class NtfyChannelFactory implements ChannelFactory {
  private static final URI USUAL_SERVER = URI.create("https://ntfy.sh/");

  /** For the service loader. */
  public NtfyChannelFactory() {}

  @Override
  public String type() {
    return "ntfy";
  }

  @Override
  public NotificationChannel create(String name, ChannelSettings settings) {
    URI server = settings.uri("server", USUAL_SERVER);
    Secret topic = settings.secret("topic");
    Secret token = settings.findSecret("token").orElse(null);
    settings.refuseUnknown();
    return new NtfyChannel(name, server, topic, token);
  }
}
