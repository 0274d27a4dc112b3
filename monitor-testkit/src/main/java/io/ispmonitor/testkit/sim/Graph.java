package io.ispmonitor.testkit.sim;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network in numbers. Nodes are devices and uplinks, each after all it depends on; components are
 * the nodes and, after them, the links. An uplink is a node that depends on its gateway.
 */
final class Graph {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> devices = new HashMap<>();
  private final Map<String, Integer> uplinks = new HashMap<>();
  private final Map<Place.OnLink, Integer> links = new LinkedHashMap<>();
  private final List<List<Integer>> children = new ArrayList<>();

  /** A device or an uplink. */
  static final class Node {
    /** The device's id or the uplink's name. */
    final String name;

    /** For each dependency the nodes that can hold it, the first choice first. */
    final int[][] parents;

    /** The components that lead there. */
    final int[][] links;

    /** How long they take. */
    final float[][] seconds;

    Node(String name, int groups) {
      this.name = name;
      this.parents = new int[groups][];
      this.links = new int[groups][];
      this.seconds = new float[groups][];
    }
  }

  Graph(SimulatedNetwork network) {
    new Numbering(network).run();
    for (int node = 0; node < nodes.size(); node++) {
      children.add(new ArrayList<>());
      for (int[] group : nodes.get(node).parents) {
        for (int parent : group) {
          children.get(parent).add(node);
        }
      }
    }
  }

  int nodes() {
    return nodes.size();
  }

  int components() {
    return nodes.size() + links.size();
  }

  Node node(int number) {
    return nodes.get(number);
  }

  /** The number of a device. */
  int device(String id) {
    return known(devices.get(id), "device '" + id + "'");
  }

  boolean holds(String id) {
    return devices.containsKey(id);
  }

  int uplink(String name) {
    return known(uplinks.get(name), "uplink '" + name + "'");
  }

  int link(Place.OnLink link) {
    return known(links.get(link), link.toString());
  }

  boolean isUplink(int node) {
    return Integer.valueOf(node).equals(uplinks.get(nodes.get(node).name));
  }

  /** The links that lead to a device from those that depend on it directly. */
  List<Integer> linksBehind(String id) {
    device(id);
    List<Integer> behind = new ArrayList<>();
    links.forEach(
        (link, component) -> {
          if (link.parent().equals(id)) {
            behind.add(component);
          }
        });
    return behind;
  }

  /** The nodes whose way may lead over a component, each after all it depends on. */
  int[] behind(int component) {
    BitSet found = new BitSet();
    found.set(component < nodes.size() ? component : childOf(component));
    for (int node = found.nextSetBit(0); node >= 0; node = found.nextSetBit(node + 1)) {
      children.get(node).forEach(found::set); // those that depend on it have higher numbers
    }
    return found.stream().toArray();
  }

  private int childOf(int link) {
    for (Map.Entry<Place.OnLink, Integer> entry : links.entrySet()) {
      if (entry.getValue() == link) {
        return device(entry.getKey().child());
      }
    }
    throw new IllegalArgumentException("no link has the number " + link);
  }

  private static int known(@Nullable Integer number, String what) {
    if (number == null) {
      throw new IllegalArgumentException(
          what + " is not in the simulated network; name one that is");
    }
    return number;
  }

  /** Gives every node and link its number. */
  private final class Numbering {
    private static final float UPLINK_SECONDS = 0.001f;

    private final SimulatedNetwork network;
    private final Map<String, Device> byId = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    Numbering(SimulatedNetwork network) {
      this.network = network;
    }

    void run() {
      network.devices().forEach(device -> byId.put(device.id(), device));
      int count = network.devices().size() + network.uplinks().size();
      for (Place.OnLink link : network.links()) {
        links.put(link, count + links.size());
      }
      network.devices().forEach(device -> number(device.id()));
      network.uplinks().forEach(this::number);
    }

    private void number(String id) {
      Device device = byId.get(id);
      if (device == null || devices.containsKey(id)) {
        return;
      }
      if (!underWay.add(id)) {
        throw new IllegalArgumentException(
            "device '" + id + "' is reached over itself; a gateway must not be behind its uplink");
      }
      device.parents().forEach(this::number);
      List<SimulatedUplink> over = uplinksOf(id);
      over.forEach(this::number);
      int groups = device.dependencies().size() + over.size();
      Node node = new Node(id, groups);
      int group = 0;
      for (Dependency dependency : device.dependencies()) {
        fill(node, group++, dependency);
      }
      for (SimulatedUplink uplink : over) {
        point(node, group++, uplink(uplink.name()));
      }
      devices.put(id, nodes.size());
      nodes.add(node);
    }

    private void number(SimulatedUplink uplink) {
      if (uplinks.containsKey(uplink.name())) {
        return;
      }
      String gateway = uplink.gateway();
      int groups = gateway == null ? 0 : 1;
      Node node = new Node(uplink.name(), groups);
      if (gateway != null) {
        number(gateway);
        point(node, 0, device(gateway));
      }
      uplinks.put(uplink.name(), nodes.size());
      nodes.add(node);
    }

    private List<SimulatedUplink> uplinksOf(String id) {
      return network.uplinks().stream()
          .filter(uplink -> uplink.behind().contains(id) || uplink.witnesses().contains(id))
          .toList();
    }

    private void fill(Node node, int group, Dependency dependency) {
      int size = dependency.anyOf().size();
      node.parents[group] = new int[size];
      node.links[group] = new int[size];
      node.seconds[group] = new float[size];
      for (int i = 0; i < size; i++) {
        Place.OnLink link = new Place.OnLink(node.name, dependency.anyOf().get(i));
        node.parents[group][i] = device(link.parent());
        node.links[group][i] = link(link);
        node.seconds[group][i] = network.roundTrip(link).toNanos() / 1e9f;
      }
    }

    /** A way without a link of its own: what it leads to is itself in between. */
    private void point(Node node, int group, int to) {
      node.parents[group] = new int[] {to};
      node.links[group] = new int[] {to};
      node.seconds[group] = new float[] {UPLINK_SECONDS};
    }
  }
}
