package io.ispmonitor.device;

import io.ispmonitor.internal.table.IdTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices by id, and the edges between children and parents. Checks nothing and locks nothing: that
 * is the inventory's part.
 *
 * <p>Bytes for each device beside the device itself, with compressed references: 9 to 22 for its
 * place in the table, 24 for the node, 32 for each parent. A leaf carries no collection, and
 * linking and unlinking cost the same for a parent of two and of 100,000.
 */
final class Topology {
  private final IdTable<Node> nodes = new IdTable<>(node -> node.device.id());

  int size() {
    return nodes.size();
  }

  boolean contains(String id) {
    return nodes.contains(id);
  }

  @Nullable Device device(String id) {
    Node node = nodes.get(id);
    return node == null ? null : node.device;
  }

  List<Device> devices() {
    List<Device> devices = new ArrayList<>(nodes.size());
    nodes.forEach(node -> devices.add(node.device));
    return devices;
  }

  List<Device> roots() {
    return nodes.values().stream()
        .filter(node -> node.parents == null)
        .map(node -> node.device)
        .toList();
  }

  List<Device> children(String id) {
    return devicesOf(childrenOf(node(id)));
  }

  List<Device> ancestors(String id) {
    return walk(id, Topology::parentsOf);
  }

  List<Device> descendants(String id) {
    return walk(id, Topology::childrenOf);
  }

  /** Adds devices whose parents are here or among them. */
  void add(Collection<Device> devices) {
    devices.forEach(device -> nodes.put(new Node(device)));
    devices.forEach(device -> link(node(device.id())));
  }

  /** Puts devices in the places of those with the same ids. */
  void replace(Collection<Device> devices) {
    for (Device device : devices) {
      Node node = node(device.id());
      boolean moved = !node.device.parents().equals(device.parents());
      node.device = device;
      if (moved) {
        unlink(node);
        link(node);
      }
    }
  }

  /** Removes devices that are nobody's parents, or only each other's. */
  void remove(Collection<Device> devices) {
    devices.forEach(device -> unlink(node(device.id())));
    devices.forEach(device -> nodes.remove(device.id()));
  }

  private Node node(String id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("device '" + id + "' is not in the inventory");
    }
    return node;
  }

  private void link(Node child) {
    for (String parent : child.device.parents()) {
      Edge edge = new Edge(node(parent), child);
      edge.nextParent = child.parents;
      child.parents = edge;
      edge.joinSiblings();
    }
  }

  private static void unlink(Node child) {
    for (Edge edge = child.parents; edge != null; edge = edge.nextParent) {
      edge.leaveSiblings();
    }
    child.parents = null;
  }

  /** Everything that can be reached, nearest first. */
  private List<Device> walk(String id, Step step) {
    Set<Node> seen = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.add(node(id));
    while (!open.isEmpty()) {
      for (Node next : step.from(open.remove())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return devicesOf(seen);
  }

  private static List<Node> childrenOf(Node node) {
    List<Node> children = new ArrayList<>();
    Edge first = node.children;
    for (Edge edge = first;
        edge != null;
        edge = edge.nextSibling == first ? null : edge.nextSibling) {
      children.add(edge.child);
    }
    return children;
  }

  private static List<Node> parentsOf(Node node) {
    List<Node> parents = new ArrayList<>();
    for (Edge edge = node.parents; edge != null; edge = edge.nextParent) {
      parents.add(0, edge.parent);
    }
    return parents;
  }

  private static List<Device> devicesOf(Collection<Node> nodes) {
    return nodes.stream().map(node -> node.device).toList();
  }

  private interface Step {
    List<Node> from(Node node);
  }

  private static final class Node {
    Device device;

    /** The first of a ring of edges; null for a leaf. */
    @Nullable Edge children;

    /** The last parent linked; null for a root. */
    @Nullable Edge parents;

    Node(Device device) {
      this.device = device;
    }
  }

  /** One child of one parent: a member of the ring of the parent's children. */
  private static final class Edge {
    final Node parent;
    final Node child;
    Edge nextSibling = this;
    Edge previousSibling = this;
    @Nullable Edge nextParent;

    Edge(Node parent, Node child) {
      this.parent = parent;
      this.child = child;
    }

    void joinSiblings() {
      Edge first = parent.children;
      if (first == null) {
        parent.children = this;
        return;
      }
      nextSibling = first;
      previousSibling = first.previousSibling;
      first.previousSibling.nextSibling = this;
      first.previousSibling = this;
    }

    void leaveSiblings() {
      if (nextSibling == this) {
        parent.children = null;
        return;
      }
      nextSibling.previousSibling = previousSibling;
      previousSibling.nextSibling = nextSibling;
      if (parent.children == this) {
        parent.children = nextSibling;
      }
    }
  }
}
