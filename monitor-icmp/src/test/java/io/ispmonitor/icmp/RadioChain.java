package io.ispmonitor.icmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small provider in namespaces: the monitor's own gateway, an uplink with two outsiders and a POP
 * behind it, two towers at the POP and three radios on each.
 */
final class RadioChain implements AutoCloseable {
  private final Site top = Site.top();
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final List<String> devices = new ArrayList<>();

  /** Lays all cables. */
  void build() {
    top.namespace.allowPing();
    Site gateway = connect(top.gateway("gateway"));
    Site uplink = connect(gateway.branch("uplink", "198.51.100.0", "default"));
    connect(uplink.branch("outside-1", "203.0.113.0", "203.0.113.0/29"));
    connect(uplink.branch("outside-2", "203.0.113.8", "203.0.113.8/29"));
    Site pop = connect(uplink.branch("pop", "198.18.0.0", "198.18.0.0/16"));
    devices.add("pop " + pop.address());
    tower(pop, "a", 16);
    tower(pop, "b", 32);
  }

  private void tower(Site pop, String letter, int third) {
    String network = "198.18." + third + ".0";
    Site tower = device(pop, "tower-" + letter, network, network + "/20");
    for (int i = 1; i <= 3; i++) {
      String behind = "198.18." + (third + i) + ".0";
      device(tower, "radio-" + letter + i, behind, behind + "/24");
    }
  }

  private Site device(Site parent, String name, String network, String reach) {
    Site site = connect(parent.branch(name, network, reach));
    devices.add(name + " " + site.address() + " " + parent.name);
    return site;
  }

  private Site connect(Site site) {
    sites.put(site.name, site);
    site.connect();
    return site;
  }

  /** Where the monitor belongs. */
  Namespace home() {
    return top.namespace;
  }

  Site site(String name) {
    Site site = sites.get(name);
    if (site == null) {
      throw new IllegalArgumentException("no site '" + name + "' among " + sites.keySet());
    }
    return site;
  }

  /** What is to be watched: id, address, and the parent of all but the POP. */
  List<String> devices() {
    return List.copyOf(devices);
  }

  /** The ids of all that is to be watched. */
  List<String> ids() {
    return devices.stream().map(device -> device.substring(0, device.indexOf(' '))).toList();
  }

  /** Every plug is where it belongs, whatever a test has pulled. */
  void repair() {
    site("gateway").plugIn();
  }

  @Override
  public void close() {
    top.close();
  }
}
