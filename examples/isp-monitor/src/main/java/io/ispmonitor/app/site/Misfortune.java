package io.ispmonitor.app.site;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.testkit.Later;
import io.ispmonitor.testkit.snmp.provider.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What happens to a simulated provider, for ever: every three minutes a tower loses its mains and,
 * where the battery does not last, its power; in between single radios go away for a while.
 */
final class Misfortune {
  private static final Duration FIRST = Duration.ofSeconds(20);
  private static final Duration PERIOD = Duration.ofMinutes(3);
  private static final Duration BATTERY_LASTS = Duration.ofSeconds(15);
  private static final Duration DARK = Duration.ofSeconds(75);
  private static final Duration RADIO_AFTER = Duration.ofMinutes(2);
  private static final Duration RADIO_AWAY = Duration.ofSeconds(40);

  private final SimulatedProvider provider;
  private final Later later;
  private final Random random;
  private final List<String> towers;
  private final List<String> radios;

  Misfortune(SimulatedProvider provider, Later later, long seed) {
    this.provider = provider;
    this.later = later;
    this.random = new Random(seed);
    this.towers = named(DeviceKind.TOWER);
    this.radios = named(DeviceKind.RADIO);
  }

  /** Lets the first of it happen soon, and the rest by and by. */
  void begin() {
    later.after(FIRST, this::round);
  }

  private void round() {
    String tower = towers.get(random.nextInt(towers.size()));
    String radio = radios.get(random.nextInt(radios.size()));
    provider.mainsLost(tower);
    away(tower, BATTERY_LASTS, DARK);
    later.after(BATTERY_LASTS.plus(DARK), () -> provider.mainsBack(tower));
    away(radio, RADIO_AFTER, RADIO_AWAY);
    later.after(PERIOD, this::round);
  }

  private void away(String device, Duration after, Duration lasting) {
    later.after(after, () -> provider.probe().kill(device));
    later.after(after.plus(lasting), () -> provider.probe().revive(device));
  }

  private List<String> named(DeviceKind kind) {
    return provider.inventory().devices().stream()
        .filter(device -> device.kind().equals(kind))
        .map(Device::id)
        .toList();
  }
}
