package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A router made after a {@link RouterModel}: what can happen to it. Its agent is there for the
 * rest, faults among it. Any thread.
 */
public final class SimulatedRouter {
  private final RouterModel model;
  private volatile String name;
  private @Nullable SimulatedAgent agent;
  private int shift;

  SimulatedRouter(RouterModel model, String name) {
    this.model = model;
    this.name = Objects.requireNonNull(name, "name");
  }

  void runsAs(SimulatedAgent itsAgent) {
    agent = itsAgent;
  }

  /** The agent that answers for it. */
  public SimulatedAgent agent() {
    return Objects.requireNonNull(agent);
  }

  /** How to ask it, with the usual timeout and retries. */
  public SnmpTarget target(SnmpCredentials credentials) {
    return agent().target(credentials);
  }

  /** Its {@code sysName}. */
  public String name() {
    return name;
  }

  /** Has from now on another {@code sysName}. */
  public SimulatedRouter rename(String other) {
    name = Objects.requireNonNull(other, "other");
    return this;
  }

  /** The {@code ifIndex} that an interface has at present, to be taken without sign. */
  public synchronized int index(String interfaceName) {
    return model.index(model.place(interfaceName), shift);
  }

  /** Puts something at the other end of an interface, or takes it away: {@code ifOperStatus}. */
  public synchronized SimulatedRouter link(String interfaceName, boolean isThere) {
    Port port = port(interfaceName);
    return change(interfaceName, port.set(port.isEnabled(), isThere, upNanos()));
  }

  /** Enables an interface or disables it: {@code ifAdminStatus}, and what follows from it. */
  public synchronized SimulatedRouter enable(String interfaceName, boolean isEnabled) {
    Port port = port(interfaceName);
    return change(interfaceName, port.set(isEnabled, port.hasLink(), upNanos()));
  }

  /** Lets the counters of an interface begin at 0: {@code ifCounterDiscontinuityTime} is now. */
  public synchronized SimulatedRouter clearCounters(String interfaceName) {
    return change(interfaceName, port(interfaceName).cleared(upNanos()));
  }

  private Port port(String interfaceName) {
    return agent().moment().life().ports().at(model.place(interfaceName));
  }

  private long upNanos() {
    return agent().moment().upNanos();
  }

  private SimulatedRouter change(String interfaceName, Port port) {
    Ports ports = agent().moment().life().ports();
    agent().ports(ports.with(model.place(interfaceName), port));
    return this;
  }

  /**
   * Starts again: up for no time, with all counters at 0. Interfaces stay as they were enabled and
   * linked.
   */
  public synchronized void reboot() {
    agent().reboot(model.table(shift));
  }

  /**
   * Starts again with other indexes: each interface has that of the one behind it in the model, the
   * last that of the first. So what was asked for by its index is answered, and is another one.
   */
  public synchronized void rebootRenumbered() {
    shift = model.interfaces().isEmpty() ? 0 : (shift + 1) % model.interfaces().size();
    reboot();
  }

  @Override
  public String toString() {
    return "simulated router " + name + ", " + agent;
  }
}
