package io.ispmonitor.icmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/** What does the asking for an {@link IcmpProbe} on one kind of system. */
interface IcmpBackend extends AutoCloseable {

  /** The columns of its readings. */
  Layout layout();

  /** As {@link io.ispmonitor.probe.Probe#start}, for a device that has an address. */
  Question start(
      Device device, InetAddress address, Deadline deadline, Consumer<ProbeOutcome> outcome);

  List<HealthCheck> health();

  @Override
  void close();
}
