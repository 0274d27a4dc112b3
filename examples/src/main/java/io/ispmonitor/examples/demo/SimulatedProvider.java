package io.ispmonitor.examples.demo;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A provider that exists only here: three points of presence, twelve towers with 25 radios each.
 * Two of three towers hang on a ring and are reached over either of two points of presence. One
 * tower loses its power and gets it back. The same seed makes the same provider.
 */
final class SimulatedProvider implements Network {
  static final Duration POWER_CUT = Duration.ofSeconds(20);
  static final Duration POWER_BACK = Duration.ofSeconds(50);

  private static final int POPS = 3;
  private static final int TOWERS = 12;
  private static final int RADIOS = 25;
  private static final int LOSSY_RADIOS = 3;

  private final Inventory inventory = new Inventory();
  private final ScriptedProbe probe;
  private final Random random;
  private final List<String> radios = new ArrayList<>();
  private final String victim;

  SimulatedProvider(long seed, TimeSource time) {
    this.random = new Random(seed);
    this.probe = ScriptedProbe.over(inventory, time).forgetful();
    addPops();
    for (int tower = 1; tower <= TOWERS; tower++) {
      addTower(tower);
    }
    for (int i = 0; i < LOSSY_RADIOS; i++) {
      String radio = radios.get(random.nextInt(radios.size()));
      probe.set(radio, SimulatedLink.lossy(0.020, random.nextLong()));
    }
    this.victim = tower(1 + random.nextInt(TOWERS));
  }

  @Override
  public String title() {
    return "%d simulated POPs, %d towers, %d radios".formatted(POPS, TOWERS, TOWERS * RADIOS);
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public Probe probe() {
    return probe;
  }

  @Override
  public Duration usualInterval() {
    return Duration.ofSeconds(2);
  }

  @Override
  public Duration usualDuration() {
    return Duration.ofSeconds(70);
  }

  /** The tower that loses its power. */
  String victim() {
    return victim;
  }

  @Override
  public void play(Timeline timeline) {
    timeline.after(POWER_CUT, () -> probe.kill(victim));
    timeline.after(POWER_BACK, () -> probe.revive(victim));
  }

  @Override
  public String howToGoOn() {
    return """
        This was a simulation. To ping a router of your own, name its address:
          mvn -q -pl examples -am compile exec:java -Dexec.args="--targets 192.0.2.1 --interval 5s"
        (--targets also takes a file, a CIDR block or a list; --help lists all options)""";
  }

  @Override
  public void close() {
    probe.close();
  }

  private void addPops() {
    for (int pop = 1; pop <= POPS; pop++) {
      String id = pop(pop);
      inventory.add(device(id, DeviceKind.SITE, 0, pop).build());
      link(id, 0.0004 + random.nextDouble() * 0.001);
    }
  }

  private void addTower(int number) {
    String id = tower(number);
    int pop = (number - 1) * POPS / TOWERS + 1;
    Device.Builder tower = device(id, DeviceKind.TOWER, number, 1);
    if (number % 3 == 0) {
      tower.parent(pop(pop));
    } else {
      tower.anyParentOf(pop(pop), pop(pop % POPS + 1));
    }
    inventory.add(tower.build());
    double wayToTower = 0.002 + random.nextDouble() * 0.004;
    link(id, wayToTower);
    for (int i = 1; i <= RADIOS; i++) {
      addRadio(id, number, i, wayToTower);
    }
  }

  private void addRadio(String tower, int towerNumber, int number, double wayToTower) {
    String id = String.format(Locale.ROOT, "radio-%02d-%02d", towerNumber, number);
    inventory.add(device(id, DeviceKind.RADIO, towerNumber, number + 1).parent(tower).build());
    link(id, wayToTower + 0.003 + random.nextDouble() * 0.025);
    radios.add(id);
  }

  private void link(String id, double roundTripSeconds) {
    probe.set(id, SimulatedLink.steady(roundTripSeconds, random.nextLong()));
  }

  /** With an address of the range for benchmarks (RFC 2544), which nobody has. */
  private static Device.Builder device(String id, DeviceKind kind, int network, int host) {
    byte[] address = {(byte) 198, 18, (byte) network, (byte) host};
    return Device.named(id).kind(kind).address(Literals.of(address));
  }

  private static String pop(int number) {
    return "pop-" + number;
  }

  private static String tower(int number) {
    return String.format(Locale.ROOT, "tower-%02d", number);
  }
}
