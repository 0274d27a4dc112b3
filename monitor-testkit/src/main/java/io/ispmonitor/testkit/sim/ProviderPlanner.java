package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes up a provider: gateways and witnesses, POPs, towers, sectors and subscribers. */
final class ProviderPlanner {
  private static final Duration POP_BATTERY = Duration.ofHours(8);
  private static final Duration BOOTS_AT_LEAST = Duration.ofSeconds(30);
  private static final Duration BOOTS_AT_MOST = Duration.ofSeconds(150);

  /** Which sector of a tower needs a controller too, which is in the first router of the POP. */
  private static final int CONTROLLED = 3;

  /** How many blocks of 65,536 addresses are set aside for benchmarks. */
  private static final int BENCHMARK_BLOCKS = 2;

  private final ProviderShape shape;
  private final Dice dice;
  private final List<Device> devices = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();
  private final List<List<String>> routers = new ArrayList<>();
  private final List<String> towers = new ArrayList<>();

  ProviderPlanner(ProviderShape shape, long seed) {
    this.shape = shape;
    this.dice = Dice.of(seed, "provider");
  }

  SimulatedNetwork build() {
    List<SimulatedUplink> bare = new ArrayList<>();
    for (int number = 1; number <= shape.uplinks(); number++) {
      bare.add(uplink(number));
    }
    for (int pop = 1; pop <= shape.pops(); pop++) {
      addPop(pop);
    }
    for (int tower = 1; tower <= shape.pops() * shape.towersPerPop(); tower++) {
      addTower(tower);
    }
    SimulatedNetwork.Builder network =
        SimulatedNetwork.of(devices).bootsIn(BOOTS_AT_LEAST, BOOTS_AT_MOST);
    sites.forEach(network::site);
    for (int i = 0; i < bare.size(); i++) {
      network.uplink(withPops(bare.get(i), i));
    }
    addRoundTrips(network);
    return network.build();
  }

  private SimulatedUplink uplink(int number) {
    String gateway = add(Device.named("gw-" + number).kind(DeviceKind.ROUTER));
    Set<String> witnesses = new LinkedHashSet<>();
    for (int i = 1; i <= shape.witnessesPerUplink(); i++) {
      witnesses.add(add(Device.named("witness-" + number + "-" + i).kind(DeviceKind.SERVER)));
    }
    return new SimulatedUplink("uplink-" + number, gateway, witnesses, Set.of());
  }

  private SimulatedUplink withPops(SimulatedUplink bare, int index) {
    Set<String> behind = new LinkedHashSet<>();
    for (int pop = index; pop < routers.size(); pop += shape.uplinks()) {
      behind.addAll(routers.get(pop));
    }
    return new SimulatedUplink(bare.name(), bare.gateway(), bare.witnesses(), behind);
  }

  private void addPop(int number) {
    List<String> here = new ArrayList<>();
    here.add(add(Device.named("pop-" + number + "-r1").kind(DeviceKind.ROUTER)));
    if (number % 2 == 1) {
      here.add(add(Device.named("pop-" + number + "-r2").kind(DeviceKind.ROUTER)));
    }
    routers.add(here);
    sites.add(new Site("pop-" + number, POP_BATTERY, new LinkedHashSet<>(here)));
  }

  private void addTower(int number) {
    int pop = (number - 1) / shape.towersPerPop();
    int place = (number - 1) % shape.towersPerPop();
    String id = "tower-" + number;
    Device.Builder tower = Device.named(id).kind(DeviceKind.TOWER);
    if (place % 3 == 2) {
      tower.parent(towers.get(towers.size() - 1));
    } else {
      List<String> parents = new ArrayList<>(routers.get(pop));
      if (place % 3 == 1) {
        parents.addAll(routers.get((pop + 1) % routers.size()));
      }
      tower.anyParentOf(new LinkedHashSet<>(parents).toArray(String[]::new));
    }
    Set<String> here = new LinkedHashSet<>();
    here.add(add(tower));
    towers.add(id);
    for (int sector = 1; sector <= shape.sectorsPerTower(); sector++) {
      here.add(addSector(id, number, sector));
    }
    sites.add(new Site(id, Duration.ofMinutes(dice.below(5) * 60L), here));
  }

  private String addSector(String tower, int towerNumber, int number) {
    String name = towerNumber + "-" + number;
    Device.Builder sector = Device.named("sector-" + name).kind(DeviceKind.RADIO).parent(tower);
    if (number == CONTROLLED) {
      sector.parent(routers.get((towerNumber - 1) / shape.towersPerPop()).get(0));
    }
    String id = add(sector);
    for (int i = 1; i <= shape.subscribersPerSector(); i++) {
      add(Device.named("cpe-" + name + "-" + i).kind(DeviceKind.CPE).parent(id));
    }
    return id;
  }

  private String add(Device.Builder device) {
    devices.add(device.address(address(devices.size() + 1)).build());
    return devices.get(devices.size() - 1).id();
  }

  /**
   * An address of the range for benchmarks (198.18.0.0/15, RFC 2544), which nobody has; when that
   * is used up, a private one (10.0.0.0/8, RFC 1918), of which there are more than devices.
   */
  static InetAddress address(int number) {
    int block = number >> 16;
    boolean isForBenchmarks = block < BENCHMARK_BLOCKS;
    byte first = (byte) (isForBenchmarks ? 198 : 10);
    byte second = (byte) (isForBenchmarks ? 18 + block : block);
    try {
      return InetAddress.getByAddress(
          new byte[] {first, second, (byte) (number >> 8), (byte) number});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private void addRoundTrips(SimulatedNetwork.Builder network) {
    for (Device device : devices) {
      boolean isSubscriber = device.kind().equals(DeviceKind.CPE);
      for (String parent : device.parents()) {
        double millis = isSubscriber ? dice.between(3, 20) : dice.between(0.5, 4);
        network.roundTrip(device.id(), parent, Duration.ofNanos((long) (millis * 1e6)));
      }
    }
  }
}
