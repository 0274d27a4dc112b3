package io.ispmonitor.power;

/** What feeds a device. */
public enum PowerSource {
  /** The charger holds the voltage: mains, a generator, or the sun. */
  MAINS("on mains"),
  /** The battery alone, or with a charger too weak to hold its level. */
  BATTERY("on battery"),
  /** Too few readings of late to say. */
  UNKNOWN("mains or battery not known");

  private final String words;

  PowerSource(String words) {
    this.words = words;
  }

  /** As in a sentence: {@code on mains}. */
  public String words() {
    return words;
  }
}
