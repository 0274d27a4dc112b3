package io.ispmonitor.instance;

/** Hears how an instance fares. Called on the instance's own loop; must not wait. */
public interface InstanceListener {

  /** It is in charge, and data come in, or have not for a minute. */
  default void onTakeover(Takeover takeover) {}

  /**
   * It is not in charge any more, and its monitor is closed.
   *
   * @param why in words
   */
  default void onEnd(String why) {}
}
