package io.ispmonitor.testkit.snmp.provider;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.testkit.snmp.AgentFault;
import io.ispmonitor.testkit.snmp.MikrotikObjects;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import io.ispmonitor.testkit.snmp.SimulatedRouter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The SNMP agents of the simulated provider, each at a UDP port of its own on loopback: those of
 * all points of presence and towers, and of some radios at each tower.
 */
final class ProviderAgents implements AutoCloseable {
  private static final int RADIOS_AT_A_TOWER = 7;
  private static final SnmpCredentials PUBLIC = new SnmpCredentials.V2c(Secret.of("public"));
  private static final Oid VOLTAGE = MikrotikObjects.voltage(0).oids().get(0);

  private static final double BATTERY_VOLTS = 25.6;
  private static final double VOLTS_A_SECOND = 0.3;
  private static final double FLAT_VOLTS = 21;

  private final SimulatedAgents agents;
  private final Map<String, SimulatedRouter> routers = new LinkedHashMap<>();
  private final Map<String, SnmpTarget> targets = new HashMap<>();

  /**
   * Adds an agent for each device that has one.
   *
   * @param agents where; closed with this
   * @throws java.io.UncheckedIOException when one gets no socket
   */
  ProviderAgents(SimulatedAgents agents, Inventory inventory, Equipment equipment) {
    this.agents = agents;
    Map<String, Integer> radios = new HashMap<>();
    for (Device device : inventory.devices()) {
      DeviceKind kind = device.kind();
      if (kind.equals(DeviceKind.SITE)) {
        add(device, equipment.ofPop());
      } else if (kind.equals(DeviceKind.TOWER)) {
        add(device, equipment.ofTower());
      } else if (kind.equals(DeviceKind.RADIO)
          && radios.merge(towerOf(device), 1, Integer::sum) <= RADIOS_AT_A_TOWER) {
        add(device, equipment.ofRadio());
      }
    }
  }

  private static String towerOf(Device radio) {
    return radio.parents().iterator().next();
  }

  private void add(Device device, RouterModel model) {
    SimulatedRouter router = agents.add(model, device.id());
    routers.put(device.id(), router);
    targets.put(device.id(), router.target(PUBLIC));
  }

  /** How a device is asked; null for one without an agent. */
  @Nullable SnmpTarget target(Device device) {
    return targets.get(device.id());
  }

  /** Lets the agents of devices fall silent that cannot be reached, and answer that can. */
  void follow(Predicate<String> isAlive) {
    routers.forEach((device, router) -> follow(router.agent(), isAlive.test(device)));
  }

  private static void follow(SimulatedAgent agent, boolean isAlive) {
    if (isAlive != agent.faults().isEmpty()) {
      if (isAlive) {
        agent.recover();
      } else {
        agent.suffer(AgentFault.silent());
      }
    }
  }

  /** From now on a tower lives on its battery. */
  void mainsLost(String tower) {
    SimulatedAgent agent = routerOf(tower).agent();
    double since = agent.upTime().toMillis() / 1e3;
    agent.put(
        VOLTAGE, moment -> volts(BATTERY_VOLTS - VOLTS_A_SECOND * (moment.upSeconds() - since)));
  }

  private static SnmpValue volts(double volts) {
    return new SnmpValue.Int((int) Math.round(Math.max(FLAT_VOLTS, volts) * 10));
  }

  /** A tower has mains again, and all that is on it starts anew. */
  void mainsBack(String tower, Inventory inventory) {
    routerOf(tower).agent().put(VOLTAGE, volts(Equipment.MAINS_VOLTS));
    routerOf(tower).reboot();
    inventory.children(tower).stream()
        .map(Device::id)
        .filter(routers::containsKey)
        .forEach(radio -> routerOf(radio).reboot());
  }

  private SimulatedRouter routerOf(String device) {
    return Objects.requireNonNull(routers.get(device), device);
  }

  @Override
  public void close() {
    agents.close();
  }
}
