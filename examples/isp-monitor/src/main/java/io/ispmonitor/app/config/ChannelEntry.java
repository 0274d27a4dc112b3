package io.ispmonitor.app.config;

import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alert.ChannelSettings;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A channel as it is configured.
 *
 * @param name what routes call it
 * @param type which kind, as its factory calls it
 * @param texts its settings
 * @param secrets its secrets
 * @param options how it is used
 */
public record ChannelEntry(
    String name,
    String type,
    Map<String, String> texts,
    Map<String, Secret> secrets,
    ChannelOptions options) {

  /** Copies the maps. */
  public ChannelEntry {
    texts = Map.copyOf(texts);
    secrets = Map.copyOf(secrets);
  }

  /**
   * Makes the channel; to be closed.
   *
   * @throws IllegalArgumentException when there is no such type, or its settings are wrong
   */
  public NotificationChannel create() {
    return factory(type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "channel %s: there is no type '%s'; there are %s"
                        .formatted(
                            name,
                            type,
                            ServiceLoader.load(ChannelFactory.class).stream()
                                .map(is -> is.get().type())
                                .sorted()
                                .toList())))
        .create(name, new ChannelSettings(name, texts, secrets));
  }

  private static Optional<ChannelFactory> factory(String type) {
    return ServiceLoader.load(ChannelFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(is -> is.type().equals(type))
        .findFirst();
  }
}
