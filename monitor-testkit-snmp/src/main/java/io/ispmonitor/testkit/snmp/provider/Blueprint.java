package io.ispmonitor.testkit.snmp.provider;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.reachability.Uplink;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the simulated provider is made of: three points of presence, twelve towers with 25 radios
 * each. Two of three towers hang on a ring and are reached over either of two points of presence.
 * The monitor reaches all of it over one fibre, behind a gateway; three witnesses outside tell
 * whether that is open.
 */
final class Blueprint {
  static final int POPS = 3;
  static final int TOWERS = 12;
  static final int RADIOS = 25;

  private static final int LOSSY_RADIOS = 3;
  private static final int WITNESSES = 3;
  private static final String GATEWAY = "gateway";

  /** In addresses, where towers have their numbers. */
  private static final int OUTSIDE = 255;

  private final Inventory inventory = new Inventory();
  private final ScriptedProbe probe;
  private final Random random;
  private final List<String> radios = new ArrayList<>();
  private final List<String> firstBehindUplink = new ArrayList<>();

  Blueprint(long seed, TimeSource time) {
    this.random = new Random(seed);
    this.probe = ScriptedProbe.over(inventory, time).forgetful();
    addWayOut();
    addPops();
    for (int tower = 1; tower <= TOWERS; tower++) {
      addTower(tower);
    }
    for (int i = 0; i < LOSSY_RADIOS; i++) {
      probe.set(anyRadio(), SimulatedLink.lossy(0.020, random.nextLong()));
    }
  }

  Inventory inventory() {
    return inventory;
  }

  ScriptedProbe probe() {
    return probe;
  }

  /** How the monitor reaches all this. */
  Uplink fibre() {
    Uplink.Builder fibre = Uplink.named("fibre").gateway(GATEWAY).quorum(2);
    for (int number = 1; number <= WITNESSES; number++) {
      fibre.witness(witness(number));
    }
    return fibre.build();
  }

  /** What is right behind the fibre: all else is behind these. */
  List<String> firstBehindUplink() {
    return firstBehindUplink;
  }

  /** A radio that nobody got before. */
  String anyRadio() {
    return radios.remove(random.nextInt(radios.size()));
  }

  /** A tower that this radio is not on. */
  String anyTowerBut(String radio) {
    List<String> towers = new ArrayList<>();
    for (int number = 1; number <= TOWERS; number++) {
      towers.add(tower(number));
    }
    towers.removeAll(inventory.find(radio).orElseThrow().parents());
    Collections.shuffle(towers, random);
    return towers.get(0);
  }

  private void addWayOut() {
    inventory.add(device(GATEWAY, DeviceKind.ROUTER, OUTSIDE, 1).build());
    link(GATEWAY, 0.0003);
    for (int number = 1; number <= WITNESSES; number++) {
      String id = witness(number);
      inventory.add(device(id, DeviceKind.SERVER, OUTSIDE, number + 1).build());
      link(id, 0.006 + random.nextDouble() * 0.012);
      firstBehindUplink.add(id);
    }
  }

  private void addPops() {
    for (int pop = 1; pop <= POPS; pop++) {
      String id = pop(pop);
      inventory.add(device(id, DeviceKind.SITE, 0, pop).build());
      link(id, 0.0004 + random.nextDouble() * 0.001);
      firstBehindUplink.add(id);
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
    return Device.named(id).kind(kind).address(of(address));
  }

  private static String witness(int number) {
    return "witness-" + number;
  }

  private static String pop(int number) {
    return "pop-" + number;
  }

  private static String tower(int number) {
    return String.format(Locale.ROOT, "tower-%02d", number);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
    }
  }
}
