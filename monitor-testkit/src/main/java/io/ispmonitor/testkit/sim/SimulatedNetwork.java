package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Devices, the ways between them, and what feeds them with power. Immutable.
 *
 * <p>What a device depends on is how it is reached: of each of its dependencies one parent must
 * pass on what comes for it, the first that can. The way leads over the first dependency; the
 * others must hold as well, and what their links lose or delay counts, but not what lies behind
 * those.
 */
public final class SimulatedNetwork {
  private static final Duration USUAL_ROUND_TRIP = Duration.ofMillis(2);

  private final List<Device> devices;
  private final List<Site> sites;
  private final List<SimulatedUplink> uplinks;
  private final Map<Place.OnLink, Duration> roundTrips;
  private final Duration bootsAtLeast;
  private final Duration bootsAtMost;

  private SimulatedNetwork(Builder from) {
    this.devices = List.copyOf(from.devices.values());
    this.sites = List.copyOf(from.sites.values());
    this.uplinks = from.allUplinks();
    this.roundTrips = Map.copyOf(from.roundTrips);
    this.bootsAtLeast = from.bootsAtLeast;
    this.bootsAtMost = from.bootsAtMost;
  }

  /** A provider of about a hundred devices, made up from a seed. */
  public static SimulatedNetwork provider(long seed) {
    return provider(ProviderShape.hundred(), seed);
  }

  /** A provider made up from a seed. */
  public static SimulatedNetwork provider(ProviderShape shape, long seed) {
    return new ProviderPlanner(shape, seed).build();
  }

  /**
   * Starts from the devices of an inventory, as they are now: every device is reached by way of
   * what it depends on, has a power supply of its own, and answers after 2 ms for each step.
   */
  public static Builder over(Inventory inventory) {
    return of(inventory.devices());
  }

  /** Starts from these devices, which may depend on each other only. */
  public static Builder of(Collection<Device> devices) {
    return new Builder(devices);
  }

  /** The devices, in the order they were given in. */
  public List<Device> devices() {
    return devices;
  }

  /** A new inventory that holds the devices. */
  public Inventory toInventory() {
    Inventory inventory = new Inventory();
    inventory.addAll(devices);
    return inventory;
  }

  /** The sites, those of single devices among them. */
  public List<Site> sites() {
    return sites;
  }

  /** The uplinks of the monitoring machine. */
  public List<SimulatedUplink> uplinks() {
    return uplinks;
  }

  /**
   * The uplinks as a monitor and a checker are told of them, see {@link SimulatedUplink#watched};
   * without those that have neither gateway nor witness.
   */
  public List<Uplink> watchedUplinks() {
    return uplinks.stream()
        .filter(SimulatedUplink::isWitnessed)
        .map(SimulatedUplink::watched)
        .toList();
  }

  /** All links: from each device to each of those it depends on. */
  public List<Place.OnLink> links() {
    List<Place.OnLink> links = new ArrayList<>();
    for (Device device : devices) {
      device.parents().forEach(parent -> links.add(new Place.OnLink(device.id(), parent)));
    }
    return links;
  }

  /** How long question and answer take on a link. */
  Duration roundTrip(Place.OnLink link) {
    return roundTrips.getOrDefault(link, USUAL_ROUND_TRIP);
  }

  /** How long after a return of the mains a device answers again. */
  Duration bootTime(String device, Fault powerCut) {
    long bits = Dice.mix(Dice.hash(device) ^ powerCut.from().getEpochSecond());
    long spread = bootsAtMost.minus(bootsAtLeast).toMillis();
    return bootsAtLeast.plusMillis((long) (Dice.unit(bits) * spread));
  }

  @Override
  public String toString() {
    return "%d devices at %d sites, %d uplinks"
        .formatted(devices.size(), sites.size(), uplinks.size());
  }

  /** Collects what a network is made of. Not for use by several threads. */
  public static final class Builder {
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, SimulatedUplink> uplinks = new LinkedHashMap<>();
    private final Map<Place.OnLink, Duration> roundTrips = new LinkedHashMap<>();
    private final Map<String, String> siteOf = new LinkedHashMap<>();
    private Duration bootsAtLeast = Duration.ZERO;
    private Duration bootsAtMost = Duration.ZERO;

    private Builder(Collection<Device> from) {
      from.forEach(device -> devices.put(device.id(), device));
      for (Device device : devices.values()) {
        device.parents().forEach(parent -> require(parent, "parent of '" + device.id() + "'"));
      }
    }

    /**
     * These devices share one supply of power.
     *
     * @param battery how long they go on without the mains
     * @throws IllegalArgumentException when a site has that name already
     */
    public Builder site(String name, Duration battery, String... ids) {
      return site(new Site(name, battery, Set.of(ids)));
    }

    /**
     * The devices of a site share one supply of power.
     *
     * @throws IllegalArgumentException when a site has that name already
     */
    public Builder site(Site site) {
      Site namesake = sites.get(site.name());
      if (namesake != null) {
        throw new IllegalArgumentException(
            "site '%s' feeds %s already; name all its devices at once, or call the other one otherwise"
                .formatted(site.name(), namesake.devices()));
      }
      for (String id : site.devices()) {
        require(id, "site '" + site.name() + "'");
        String other = siteOf.put(id, site.name());
        if (other != null) {
          throw new IllegalArgumentException(
              "device '%s' is fed at site '%s' and at site '%s'; name it at one of them"
                  .formatted(id, other, site.name()));
        }
      }
      sites.put(site.name(), site);
      return this;
    }

    /**
     * A way from the monitoring machine to the network; a device behind several can be reached only
     * while all of them work. Without any, all devices that depend on nothing are behind one that
     * is called {@code uplink}.
     */
    public Builder uplink(SimulatedUplink uplink) {
      String subject = "uplink '" + uplink.name() + "'";
      String gateway = uplink.gateway();
      if (gateway != null) {
        require(gateway, subject);
      }
      uplink.witnesses().forEach(id -> require(id, subject));
      uplink.behind().forEach(id -> require(id, subject));
      if (uplinks.putIfAbsent(uplink.name(), uplink) != null) {
        throw new IllegalArgumentException(
            subject + " is named twice; describe it at once, or call the other one otherwise");
      }
      return this;
    }

    /** How long question and answer take on the link of a device to a parent; 2 ms by default. */
    public Builder roundTrip(String child, String parent, Duration duration) {
      Device device = require(child, "link");
      if (!device.parents().contains(parent)) {
        throw new IllegalArgumentException(
            "there is no link '%s' to '%s'; '%s' depends on %s"
                .formatted(child, parent, child, device.parents()));
      }
      roundTrips.put(new Place.OnLink(child, parent), duration);
      return this;
    }

    /**
     * How long devices take to answer again when the mains are back, drawn for each device and each
     * time; at once by default.
     */
    public Builder bootsIn(Duration atLeast, Duration atMost) {
      if (atLeast.isNegative() || atMost.compareTo(atLeast) < 0) {
        throw new IllegalArgumentException(
            "boot time must be from 0 or more to as much or more, was "
                + atLeast
                + " to "
                + atMost);
      }
      bootsAtLeast = atLeast;
      bootsAtMost = atMost;
      return this;
    }

    /**
     * The network.
     *
     * @throws IllegalArgumentException when a site is called like a device that is at no site: then
     *     a power cut could not say which of the two it hits
     */
    public SimulatedNetwork build() {
      for (String id : devices.keySet()) {
        Site own = new Site(id, Duration.ZERO, Set.of(id));
        if (!siteOf.containsKey(id) && !own.equals(sites.computeIfAbsent(id, any -> own))) {
          throw new IllegalArgumentException(
              "site '%s' is called like the device '%s', which is not at it and needs a supply of its own; call the site otherwise, or name the device at a site"
                  .formatted(id, id));
        }
      }
      return new SimulatedNetwork(this);
    }

    private List<SimulatedUplink> allUplinks() {
      if (!uplinks.isEmpty()) {
        return List.copyOf(uplinks.values());
      }
      Set<String> roots = new LinkedHashSet<>();
      for (Device device : devices.values()) {
        if (device.dependencies().isEmpty()) {
          roots.add(device.id());
        }
      }
      return List.of(new SimulatedUplink("uplink", null, Set.of(), roots));
    }

    private Device require(String id, String subject) {
      Device device = devices.get(id);
      if (device == null) {
        throw new IllegalArgumentException(
            "%s names the device '%s', which is not in the network; it holds %s"
                .formatted(subject, id, some(devices.keySet())));
      }
      return device;
    }

    private static String some(Set<String> ids) {
      List<String> first = new TreeSet<>(ids).stream().limit(5).toList();
      return first + (ids.size() > first.size() ? " and others" : "");
    }
  }
}
