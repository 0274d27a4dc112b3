package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.probe.Probe;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run watches: a simulated provider, or real addresses. */
interface Network extends AutoCloseable {

  /** What it is, for a headline. */
  String title();

  Inventory inventory();

  Probe probe();

  /** Looks up the host names of its devices. */
  default NameResolver resolver() {
    return NameResolver.system();
  }

  /** Adds what a monitor has to know of it: its own rules, its uplinks. */
  default MonitorBuilder describe(MonitorBuilder monitor) {
    return monitor;
  }

  /** The address of a device in letters; null while it is not known. */
  default @Nullable String address(Device device) {
    return device.address() == null ? null : device.address().getHostAddress();
  }

  /** What asks it over SNMP as well; null for nothing. */
  default @Nullable Collecting collecting() {
    return null;
  }

  /** How often a device is asked unless the command line says otherwise. */
  Duration usualInterval();

  /** When a run ends unless the command line says otherwise; null for never. */
  default @Nullable Duration usualDuration() {
    return null;
  }

  /** Puts on the timeline what happens to it. */
  default void play(Timeline timeline) {}

  /** What to do after having seen it. */
  String howToGoOn();

  @Override
  void close();

  /** "all 25", "24 of 25". */
  static String allOf(int some, int all) {
    return some == all ? "all " + all : some + " of " + all;
  }

  /** "1 device", "1,200 devices". */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
