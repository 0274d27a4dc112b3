package io.ispmonitor.benchmarks.snmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.collector.SnmpCollector;
import io.ispmonitor.snmp.profile.Profile;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Our collector, asked for so many devices at once. */
final class CollectorPoller implements Poller {
  private static final long TURN = Duration.ofMinutes(2).toNanos();

  private final SnmpCredentials credentials;
  private final Map<String, SnmpTarget> targets = new HashMap<>();
  private final SnmpCollector collector;
  private final Semaphore slots;
  private List<Device> devices = List.of();
  private boolean areKnown;

  CollectorPoller(Access access, int atOnce) {
    this.slots = new Semaphore(atOnce);
    this.credentials = access.credentials();
    Profile profile = FiveColumns.profile();
    this.collector =
        SnmpCollector.builder()
            .targets(device -> targets.get(device.id()))
            .profiles((objectId, description) -> profile)
            .open();
  }

  @Override
  public Round poll(InetAddress[] addresses, int port) throws InterruptedException {
    if (devices.size() != addresses.length) {
      devices = devices(addresses, port);
      areKnown = false;
    }
    Round round = new Round(devices.size());
    boolean ratesAreDue = areKnown;
    for (Device device : devices) {
      slots.acquire();
      Deadline deadline = new Deadline(System.nanoTime(), TURN);
      collector.start(
          device,
          deadline,
          outcome -> {
            slots.release();
            note(outcome, round, ratesAreDue);
          });
    }
    round.await();
    areKnown = true;
    return round;
  }

  private List<Device> devices(InetAddress[] addresses, int port) {
    List<Device> made = new ArrayList<>(addresses.length);
    for (InetAddress address : addresses) {
      Device device = Device.of("device-" + made.size(), address);
      targets.put(device.id(), SnmpTarget.of(address, credentials).port(port));
      made.add(device);
    }
    return made;
  }

  /** In the first round of a device there are no rates yet. */
  private static void note(ProbeOutcome outcome, Round round, boolean ratesAreDue) {
    if (outcome instanceof ProbeOutcome.Answered answered) {
      round.answered(!ratesAreDue || FiveColumns.areRight(answered.readings()));
    } else if (outcome instanceof ProbeOutcome.Partial) {
      round.partly();
    } else {
      round.unread();
    }
  }

  @Override
  public void close() {
    collector.close();
  }
}
