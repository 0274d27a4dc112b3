package io.ispmonitor.alert;

/**
 * Makes channels of one type from settings. Found by {@link java.util.ServiceLoader}, so that a
 * channel in a jar of its own can be named in a configuration.
 */
public interface ChannelFactory {

  /** The type as configurations name it: lower case, such as {@code telegram}. */
  String type();

  /**
   * Makes a channel. Nothing is sent and no connection opened yet.
   *
   * @param name what the channel is called
   * @throws IllegalArgumentException when a setting is missing or wrong: which, what it is and what
   *     it should be
   */
  NotificationChannel create(String name, ChannelSettings settings);
}
