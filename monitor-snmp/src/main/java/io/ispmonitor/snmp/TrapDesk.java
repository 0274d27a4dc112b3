package io.ispmonitor.snmp;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.probe.Observation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes observations of traps, and has the devices asked. One thread; counts are for any. */
final class TrapDesk {
  private static final Logger log = LoggerFactory.getLogger(SnmpTraps.class);
  private static final String SOURCE = "trap";
  private static final int MOST_ASKED = 20_000;
  private static final long ASKED_AGAIN = Duration.ofSeconds(5).toNanos();
  private static final Oid TRAP_ADDRESS = Oid.of("1.3.6.1.6.3.18.1.3.0");

  private final MonitorContext monitor;
  private final Function<InetAddress, Optional<String>> devices;
  private final Set<InetAddress> relays;
  private final TrapEvents events;
  private final Map<String, Long> askedAt = new Recent<>(MOST_ASKED);
  private final SaidOnce said;
  private final LongAdder strangers = new LongAdder();

  /**
   * For a monitor.
   *
   * @param devices which device has an address
   * @param relays who is believed when it says whose trap it passes on
   */
  TrapDesk(
      MonitorContext monitor,
      Function<InetAddress, Optional<String>> devices,
      Set<InetAddress> relays,
      TrapEvents events) {
    this.monitor = monitor;
    this.devices = devices;
    this.relays = relays;
    this.events = events;
    this.said = new SaidOnce(monitor.time().nanoTime());
  }

  /** How many came from addresses that no device has. */
  long strangers() {
    return strangers.sum();
  }

  /** Takes a trap in; false when the monitor can take it a little later. */
  boolean take(SnmpTrap trap) {
    InetAddress whose = whose(trap);
    Optional<String> device = devices.apply(whose);
    if (device.isEmpty()) {
      refuse(whose);
      return true;
    }
    String event = events.of(trap.trap());
    boolean offered =
        monitor.offer(
            Observation.event(
                device.get(), SOURCE, trap.at(), event, TrapLink.of(trap), TrapWords.of(trap)));
    if (offered && TrapEvents.isWorthAsking(event)) {
      ask(device.get());
    }
    return offered || monitor.status(device.get()).isEmpty(); // it is not watched any more
  }

  private InetAddress whose(SnmpTrap trap) {
    InetAddress from = trap.from().getAddress();
    if (!relays.contains(from)) {
      return from;
    }
    for (VarBind binding : trap.bindings()) {
      if (binding.oid().equals(TRAP_ADDRESS)
          && binding.value() instanceof SnmpValue.IpAddress is
          && !is.address().isAnyLocalAddress()) {
        return is.address();
      }
    }
    InetAddress agent = trap.agentAddress();
    return agent == null || agent.isAnyLocalAddress() ? from : agent;
  }

  private void refuse(InetAddress whose) {
    strangers.increment();
    if (said.isDue(whose, monitor.time().nanoTime())) {
      log.warn(
          "SNMP_TRAP_UNKNOWN_SOURCE a trap of {} was not taken: no device has this address; add"
              + " it, or name the relay through which its traps come",
          whose.getHostAddress());
    }
  }

  /** Once in a few seconds: a device that boots sends a trap for each of its interfaces. */
  private void ask(String device) {
    long now = monitor.time().nanoTime();
    Long last = askedAt.get(device);
    if (last == null || now - last >= ASKED_AGAIN) {
      askedAt.put(device, now);
      monitor.askNow(device);
    }
  }
}
