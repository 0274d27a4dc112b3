package io.ispmonitor.icmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small provider in namespaces. Whoever watches it sits behind a gateway of his own, with a rack
 * beside it; over the uplink he reaches two outsiders and a POP with two towers of three radios.
 *
 * <pre>
 * top - gateway - uplink - pop - tower-a - radio-a1, radio-a2, radio-a3
 *          |        |       |
 *        rack       |    tower-b - radio-b1, radio-b2, radio-b3
 *                   |
 *          outside-1, outside-2
 * </pre>
 */
final class RadioChain implements AutoCloseable {
  private final Site top = Site.top();
  private final Map<String, Site> sites = new LinkedHashMap<>();
  private final List<String> network = new ArrayList<>();

  /** Lays all cables. */
  void build() {
    top.namespace.allowPing();
    Site gateway = device(top.gateway("gateway"), "");
    device(gateway.branch("rack", "10.0.0.0", "10.0.0.0/24"), "gateway");
    Site uplink = connect(gateway.branch("uplink", "198.51.100.0", "default"));
    device(uplink.branch("outside-1", "203.0.113.0", "203.0.113.0/29"), "");
    device(uplink.branch("outside-2", "203.0.113.8", "203.0.113.8/29"), "");
    Site pop = device(uplink.branch("pop", "198.18.0.0", "198.18.0.0/16"), "");
    tower(pop, "a", 16);
    tower(pop, "b", 32);
    network.add("uplink gateway rack outside-1 outside-2");
  }

  private void tower(Site pop, String letter, int number) {
    String start = "198.18." + number + ".0";
    Site tower = device(pop.branch("tower-" + letter, start, start + "/20"), pop.name);
    for (int i = 1; i <= 3; i++) {
      String behind = "198.18." + (number + i) + ".0";
      device(tower.branch("radio-" + letter + i, behind, behind + "/24"), tower.name);
    }
  }

  private Site device(Site site, String parent) {
    network.add(("device " + site.name + " " + site.address() + " " + parent).strip());
    return connect(site);
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

  /** What is to be watched, in the words of {@link PipedMonitorMain}. */
  List<String> network() {
    return List.copyOf(network);
  }

  Site site(String name) {
    Site site = sites.get(name);
    if (site == null) {
      throw new IllegalArgumentException("no site '" + name + "' among " + sites.keySet());
    }
    return site;
  }

  /** The ids of all devices. */
  List<String> all() {
    return Stream.concat(Stream.of("gateway", "rack"), remote().stream()).toList();
  }

  /** The ids of the devices that are reached over the uplink. */
  List<String> remote() {
    return site("uplink").below();
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
