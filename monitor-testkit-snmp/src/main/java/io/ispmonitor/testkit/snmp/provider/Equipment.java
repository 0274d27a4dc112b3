package io.ispmonitor.testkit.snmp.provider;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.testkit.snmp.AirMaxObjects;
import io.ispmonitor.testkit.snmp.Flow;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.MikrotikObjects;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.WirelessStation;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What the simulated provider has standing around: MikroTik routers at its points of presence and
 * towers, Ubiquiti access points as radios. Each has more or less traffic and signal.
 */
final class Equipment {
  /** What a tower is fed with while there is mains. */
  static final double MAINS_VOLTS = 27.3;

  private static final double POP_VOLTS = 53.6;
  private static final Oid MIKROTIK = Oid.of("1.3.6.1.4.1.14988.1");
  private static final Oid AIRMAX = Oid.of("1.3.6.1.4.1.41112.1.4");
  private static final int NOISE = -96;
  private static final double MEGABIT = 1e6;

  private final Random random;
  private int stations;

  /** The same seed makes the same equipment. */
  Equipment(long seed) {
    this.random = new Random(seed);
  }

  RouterModel ofPop() {
    return mikrotik("CCR2116", POP_VOLTS)
        .with(ethernet(1, "sfp1", 10_000 * MEGABIT, between(900, 1_900)))
        .build();
  }

  /** With a radio towards its point of presence. */
  RouterModel ofTower() {
    double traffic = between(90, 220);
    return mikrotik("RB5009", MAINS_VOLTS + between(-2, 2) / 10)
        .with(ethernet(1, "ether1", 1_000 * MEGABIT, traffic))
        .with(ethernet(2, "wlan1", 1_000 * MEGABIT, traffic * 0.97))
        .with(MikrotikObjects.registrations(2, List.of(station(-48, -60))))
        .build();
  }

  RouterModel ofRadio() {
    return RouterModel.named("radio")
        .description("Linux, airOS v8.7.11")
        .objectId(AIRMAX)
        .with(ethernet(1, "eth0", 1_000 * MEGABIT, between(3, 45)))
        .with(AirMaxObjects.stations(1, List.of(station(-58, -70), station(-60, -79))))
        .build();
  }

  private static RouterModel.Builder mikrotik(String type, double volts) {
    return RouterModel.named("router")
        .description("RouterOS " + type)
        .objectId(MIKROTIK)
        .with(MikrotikObjects.voltage(volts));
  }

  /** Traffic that comes and goes, most of it inwards. */
  private InterfaceModel ethernet(int index, String name, double speed, double megabits) {
    Duration period = Duration.ofSeconds((long) between(40, 90));
    return InterfaceModel.of(index, name)
        .speed((long) speed)
        .traffic(
            Flow.wave(megabits * 0.6 * MEGABIT, megabits * MEGABIT, period),
            Flow.constant(megabits * 0.15 * MEGABIT));
  }

  private WirelessStation station(int best, int worst) {
    return WirelessStation.of(++stations).signal((int) Math.round(between(worst, best)), NOISE);
  }

  private double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }
}
