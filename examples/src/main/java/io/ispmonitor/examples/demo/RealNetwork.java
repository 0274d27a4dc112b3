package io.ispmonitor.examples.demo;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.NameResolver;
import io.ispmonitor.probe.Probe;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Real addresses, asked by a real probe. Remembers what host names were resolved to. */
final class RealNetwork implements Network {
  private final Inventory inventory = new Inventory();
  private final OpenProbe open;
  private final @Nullable Collecting collecting;
  private final Map<String, InetAddress> resolved = new ConcurrentHashMap<>();

  /**
   * A network of these targets.
   *
   * @param open asks them; closed with this
   * @param collecting asks them over SNMP; closed with this; null for nobody
   */
  RealNetwork(Targets targets, OpenProbe open, @Nullable Collecting collecting) {
    this.open = open;
    this.collecting = collecting;
    inventory.addAll(targets.devices());
  }

  /** A probe that is to be closed in the end. */
  record OpenProbe(Probe probe, Runnable closing) {}

  @Override
  public String title() {
    String also = collecting == null ? "" : " and snmp";
    return Network.count(inventory.size(), "target") + " over " + open.probe().name() + also;
  }

  @Override
  public @Nullable Collecting collecting() {
    return collecting;
  }

  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public Probe probe() {
    return open.probe();
  }

  @Override
  public NameResolver resolver() {
    return this::resolve;
  }

  @Override
  public @Nullable String address(Device device) {
    String name = device.hostName();
    InetAddress address = name == null ? device.address() : resolved.get(name);
    return address == null ? null : address.getHostAddress();
  }

  @Override
  public Duration usualInterval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public String howToGoOn() {
    return """
        To watch the same from your own program:
          try (IcmpProbe icmp = IcmpProbe.open();
              Monitor monitor = Monitor.builder()
                  .device(Device.of("gateway", InetAddress.getByName("192.0.2.1")))
                  .probe(icmp, Schedule.every(Duration.ofSeconds(30)))
                  .onStateChange(change -> System.out.println(change))
                  .build()) {
            monitor.start();
            ...
          }""";
  }

  @Override
  public void close() {
    open.closing().run();
    if (collecting != null) {
      collecting.close();
    }
  }

  private InetAddress resolve(String name) throws UnknownHostException {
    InetAddress address = NameResolver.system().resolve(name);
    resolved.put(name, address);
    return address;
  }
}
