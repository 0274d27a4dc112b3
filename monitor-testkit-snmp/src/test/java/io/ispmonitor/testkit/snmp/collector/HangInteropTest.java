package io.ispmonitor.testkit.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.snmp.profile.Profiles;
import io.ispmonitor.testkit.snmp.AgentFault;
import io.ispmonitor.testkit.snmp.InterfaceModel;
import io.ispmonitor.testkit.snmp.RouterModel;
import io.ispmonitor.testkit.snmp.SimulatedAgent;
import io.ispmonitor.testkit.snmp.SimulatedAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand devices, of which some are what made older monitors hang. Takes two minutes, and is
 * among the tests that need more than a unit test may take.
 */
@Tag("interop")
class HangInteropTest {
  private static final int DEVICES = 10_000;
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;
  private static final Oid NAMES = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
  private static final List<AgentFault> HOSTILE =
      List.of(
          AgentFault.garbage(),
          AgentFault.truncated(),
          AgentFault.wrongRequestId(),
          AgentFault.standsStill(),
          AgentFault.endless(NAMES),
          AgentFault.genErr(),
          AgentFault.fromElsewhere(),
          AgentFault.slow(Duration.ofSeconds(3)),
          AgentFault.bulkUnanswered(),
          AgentFault.answersEvery(3));
  private static final RouterModel MODEL =
      RouterModel.named("radio")
          .with(InterfaceModel.of(1, "ether1").traffic(8_000, 80_000))
          .with(InterfaceModel.of(2, "wlan1").traffic(80_000, 8_000))
          .build();

  private final Map<String, SnmpTarget> targets = new HashMap<>();
  private final Set<String> healthy = new HashSet<>();
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();
  private final Map<String, ProbeOutcome> failed = new ConcurrentHashMap<>();
  private final CountDownLatch enough = new CountDownLatch(1);

  private Device device(SimulatedAgents agents, int number) {
    SimulatedAgent agent = agents.add(MODEL).agent();
    String id = "device-" + number;
    if (number == 4_711) {
      agent.suffer(AgentFault.oneByteWrong());
    } else if (number % 10 == 0) {
      agent.suffer(AgentFault.silent());
    } else if (number % 100 == 1) {
      agent.suffer(HOSTILE.get(number / 100 % HOSTILE.size()));
    } else {
      healthy.add(id);
    }
    targets.put(id, agent.target(Site.V2C));
    return Device.of(id, agent.address());
  }

  private void take(String device, ProbeOutcome outcome) {
    if (!healthy.contains(device)) {
      return;
    }
    if (outcome instanceof ProbeOutcome.Answered) {
      int times = answered.merge(device, 1, Integer::sum);
      if (times == ROUNDS
          && answered.values().stream().filter(is -> is >= ROUNDS).count() == healthy.size()) {
        enough.countDown();
      }
    } else {
      failed.put(device, outcome);
    }
  }

  @Test
  @DisplayName(
      "10,000 devices, 10 % silent, 1 % hostile, one a byte off: the others are read each time")
  void hang() throws Exception {
    Profiles profiles = Profiles.builtIn();
    try (SimulatedAgents agents = SimulatedAgents.open();
        SnmpCollector snmp =
            SnmpCollector.builder()
                .targets(device -> targets.get(device.id()))
                .profiles((objectId, description) -> profiles.forName("if-mib", description))
                .open()) {
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        devices.add(device(agents, i));
      }
      try (Monitor monitor =
          Monitor.builder()
              .devices(devices)
              .probe(snmp, snmp.schedule(INTERVAL))
              .outcomes(result -> take(result.device().id(), result.outcome()))
              .build()) {
        monitor.start();
        boolean all = enough.await(INTERVAL.toSeconds() * (ROUNDS + 3), TimeUnit.SECONDS);
        assertEquals(Map.of(), failed);
        long behind = healthy.stream().filter(is -> answered.getOrDefault(is, 0) < ROUNDS).count();
        assertTrue(all, behind + " of " + healthy.size() + " were not read " + ROUNDS + " times");
      }
    }
  }
}
