package io.ispmonitor.snmp;

import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the traps and informs of a monitor's devices as observations, as long as the monitor lives.
 * A device that says it started, or that a link went down or came up, or that it runs on its
 * battery, is asked at once how it is: what it says is a hint, what is found out counts.
 *
 * <pre>{@code
 * Monitor.builder()
 *     .with(SnmpTraps.builder(SnmpTrapOptions.builder().community(community).build()).build())
 * }</pre>
 *
 * <p>The device is the one that has the address the trap came from. Devices that are known by a
 * host name have none in the inventory; give a lookup of your own for them. The observation's
 * source is {@code trap}; its event is {@code coldStart}, {@code warmStart}, {@code linkDown},
 * {@code linkUp}, {@code authenticationFailure}, {@code egpNeighborLoss}, {@code onBattery}, {@code
 * upsTrapTestCompleted}, {@code upsTrapAlarmEntryAdded}, {@code upsTrapAlarmEntryRemoved}, a name
 * the host gave, or the number of the trap.
 */
public final class SnmpTraps implements MonitorExtension {
  private static final String NAME = "snmp-traps";

  private final SnmpTrapOptions options;
  private final @Nullable Function<InetAddress, Optional<String>> lookup;
  private final Set<InetAddress> relays;
  private final TrapEvents events;
  private volatile @Nullable Running running;

  /** What there is while the monitor lives. */
  private record Running(SnmpTrapReceiver receiver, TrapDesk desk, TrapDevices devices) {}

  private SnmpTraps(Builder builder) {
    this.options = builder.options;
    this.lookup = builder.lookup;
    this.relays = Set.copyOf(builder.relays);
    this.events = new TrapEvents(builder.events);
  }

  /**
   * Begins to describe it.
   *
   * @param options what is received, and where; the time and the threads are the monitor's
   */
  public static Builder builder(SnmpTrapOptions options) {
    return new Builder(options);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Opens the port; fails with a sentence when it cannot. */
  @Override
  public void attach(MonitorContext monitor) {
    TrapDevices devices = new TrapDevices(monitor.inventory());
    Function<InetAddress, Optional<String>> found = lookup != null ? lookup : devices::at;
    TrapDesk desk = new TrapDesk(monitor, found, relays, events);
    try {
      SnmpTrapReceiver receiver =
          SnmpTrapReceiver.handingTo(
              options.time(monitor.time()).threads(monitor.threads()), desk::take);
      running = new Running(receiver, desk, devices);
    } catch (RuntimeException e) {
      devices.close();
      throw e;
    }
  }

  /** The port at which it receives; 0 while it does not. */
  public int port() {
    Running now = running;
    return now == null ? 0 : now.receiver.port();
  }

  @Override
  public List<HealthCheck> health() {
    Running now = running;
    if (now == null) {
      return List.of();
    }
    SnmpTrapCounts counts = now.receiver.counts();
    String failure = counts.failure();
    if (failure != null) {
      return List.of(
          HealthCheck.failing(
              NAME,
              "port %d cannot be read: %s; no trap comes in until it can"
                  .formatted(now.receiver.port(), failure)));
    }
    return List.of(HealthCheck.healthy(NAME, detail(now, counts)));
  }

  private static String detail(Running now, SnmpTrapCounts counts) {
    Instant last = counts.lastAt();
    return "port %d: %d packets received, %d traps taken, %d of unknown devices, the last %s%s"
        .formatted(
            now.receiver.port(),
            counts.received(),
            counts.taken(),
            now.desk.strangers(),
            last == null ? "never" : "at " + last,
            refused(counts.refused()));
  }

  /** Such as "; not taken: 3 unknown community, 1 malformed". */
  private static String refused(Map<SnmpTrapRefusal, Long> refused) {
    return refused.isEmpty()
        ? ""
        : refused.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(Collectors.joining(", ", "; not taken: ", ""));
  }

  @Override
  public void close() {
    Running now = running;
    running = null;
    if (now != null) {
      now.receiver.close();
      now.devices.close();
    }
  }

  /** Describes it. Not thread-safe. */
  public static final class Builder {
    private static final int MOST_CHARACTERS = 100;

    private final SnmpTrapOptions options;
    private @Nullable Function<InetAddress, Optional<String>> lookup;
    private final Set<InetAddress> relays = new HashSet<>();
    private final Map<Oid, String> events = new HashMap<>();

    private Builder(SnmpTrapOptions options) {
      this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * Finds the device that has an address; the address in the inventory otherwise. Called for each
     * trap, so it must be quick.
     *
     * @param byAddress gives the id of a device, or nothing when none has this address
     */
    public Builder devices(Function<InetAddress, Optional<String>> byAddress) {
      this.lookup = Objects.requireNonNull(byAddress, "devices");
      return this;
    }

    /**
     * Believes a relay, such as {@code snmptrapd} at another site, whose traps it passes on: {@code
     * snmpTrapAddress.0}, or the {@code agent-addr} of version 1. Nobody is believed otherwise,
     * since anybody could speak in another's name.
     */
    public Builder relay(InetAddress address) {
      relays.add(Objects.requireNonNull(address, "relay"));
      return this;
    }

    /**
     * Gives a trap a name, by which it comes as an event.
     *
     * @param trap what {@code snmpTrapOID.0} says; of version 1 the enterprise, 0 and the specific
     *     trap
     * @param name 1 to 100 characters; one of the well-known names has the device asked as well
     */
    public Builder event(Oid trap, String name) {
      if (name.isBlank() || name.length() > MOST_CHARACTERS) {
        throw new IllegalArgumentException(
            "event of trap %s: the name must have 1 to %d characters, was '%s'"
                .formatted(trap, MOST_CHARACTERS, name));
      }
      events.put(Objects.requireNonNull(trap, "trap"), name);
      return this;
    }

    /** The extension, for one monitor. */
    public SnmpTraps build() {
      return new SnmpTraps(this);
    }
  }
}
