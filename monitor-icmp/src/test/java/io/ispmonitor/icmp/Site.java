package io.ispmonitor.icmp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree of cables, with a namespace of its own. At the top is whoever asks; every other
 * site has one cable to the site above it and knows one way, which leads to the top.
 */
final class Site implements AutoCloseable {
  /** The network of the first cable below the top, where the one who asks has its address. */
  private static final String HOME = "192.0.2.0";

  final String name;
  final Namespace namespace = Namespace.create();
  private final List<Site> branches = new ArrayList<>();
  private final @Nullable Site above;
  private final String network;
  private final String reach;

  private Site(String name, @Nullable Site above, String network, String reach) {
    this.name = name;
    this.above = above;
    this.network = network;
    this.reach = reach;
  }

  static Site top() {
    return new Site("top", null, HOME, "default");
  }

  /** The first site below the top. Everything is behind it. */
  Site gateway(String name) {
    return branch(name, HOME, "default");
  }

  /**
   * A site below this one.
   *
   * @param network the first address of the cable's network of four
   * @param reach all that is behind the cable, more than the cable's own network
   */
  Site branch(String name, String network, String reach) {
    Site site = new Site(name, this, network, reach);
    branches.add(site);
    return site;
  }

  /** Where it is asked: at its end of the cable above it. */
  String address() {
    return inNetwork(2);
  }

  /** The names of all sites below this one. */
  List<String> below() {
    return branches.stream()
        .flatMap(site -> Stream.concat(Stream.of(site.name), site.below().stream()))
        .toList();
  }

  /** Lays the cable to the site above. A router here says every time that it knows no way. */
  void connect() {
    Site upper = upper();
    namespace.run("sysctl -q -w net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0");
    upper.namespace.connect(namespace, name, "above");
    upper.namespace.run("ip addr add " + inNetwork(1) + "/30 dev " + name);
    namespace.run("ip addr add " + inNetwork(2) + "/30 dev above");
    plugIn();
  }

  /** Pulls the plug at this site: the one above still sends, and nothing comes back. */
  void fallSilent() {
    namespace.run("ip link set dev above down");
  }

  /** Pulls the plug at the site above, which then knows no way here and says so. */
  void cutOff() {
    upper().namespace.run("ip link set dev " + name + " down");
  }

  /** Pulls every plug. */
  void die() {
    fallSilent();
    branches.forEach(Site::cutOff);
  }

  /** Everything is plugged in again. The routes, which went with the plugs, are laid anew. */
  void plugIn() {
    Site upper = upper();
    upper.namespace.run("ip link set dev " + name + " up");
    namespace.run("ip link set dev above up");
    upper.namespace.run("ip route replace " + reach + " via " + inNetwork(2));
    if (upper.above != null) {
      namespace.run("ip route replace " + HOME + "/30 via " + inNetwork(1));
    }
    branches.forEach(Site::plugIn);
  }

  private Site upper() {
    if (above == null) {
      throw new IllegalStateException("nothing is above the top");
    }
    return above;
  }

  private String inNetwork(int number) {
    int dot = network.lastIndexOf('.');
    return network.substring(0, dot + 1) + (Integer.parseInt(network.substring(dot + 1)) + number);
  }

  /** Takes this site away, and all below it. */
  @Override
  public void close() {
    try {
      close(branches.iterator());
    } finally {
      namespace.close();
    }
  }

  private static void close(Iterator<Site> sites) {
    if (sites.hasNext()) {
      try {
        sites.next().close();
      } finally {
        close(sites);
      }
    }
  }
}
