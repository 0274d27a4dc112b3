package io.ispmonitor.icmp;

import java.util.List;
import java.util.stream.IntStream;

/** A thousand addresses at one site, next to the top. */
final class Village {
  private static final int DEVICES = 1_000;

  private final Site site;
  private final String prefix;

  Village(Site top, String prefix) {
    this.site = top.branch("v-" + prefix, prefix + ".0.0", prefix + ".0.0/16");
    this.prefix = prefix;
  }

  void connect() {
    site.connect();
    site.namespace.run("ip route add local " + prefix + ".4.0/22 dev lo");
  }

  /** Whether echoes are answered or swallowed; both at once. */
  void answer(boolean on) {
    site.namespace.run("sysctl -q -w net.ipv4.icmp_echo_ignore_all=" + (on ? 0 : 1));
  }

  /** What is to be watched, in the words of {@link PipedMonitorMain}. */
  List<String> network() {
    return ids().stream().map(id -> "device " + id + " " + id).toList();
  }

  List<String> ids() {
    return IntStream.range(0, DEVICES).mapToObj(this::address).toList();
  }

  private String address(int number) {
    return prefix + "." + (4 + number / 256) + "." + number % 256;
  }
}
