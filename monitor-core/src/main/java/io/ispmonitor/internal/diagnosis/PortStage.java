package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.PortFinding;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.probe.Endpoint;
import io.ispmonitor.time.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Asks the probes which ports they need, and knocks at those that can be tried. */
final class PortStage extends Stage<List<PortFinding>> implements AutoCloseable {
  private static final int MOST_PORTS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();

  private final Device device;
  private final List<Asker> askers;
  private final Function<Asker, HostPart> parts;
  private final List<Tried> tried = new ArrayList<>();
  private int asked;
  private boolean complete;
  private boolean closed;

  /** A port, and how it is tried. */
  private record Tried(String probe, Endpoint endpoint, Trial trial) {
    PortFinding finding() {
      return new PortFinding(probe, endpoint, trial.state(), trial.detail());
    }
  }

  /** Ports of this device, which has an address. */
  PortStage(Device device, List<Asker> askers, Function<Asker, HostPart> parts) {
    super(LIMIT);
    this.device = device;
    this.askers = askers;
    this.parts = parts;
  }

  @Override
  long work(Loop loop, long now) {
    while (asked < askers.size()) {
      Asker asker = askers.get(asked++); // first, in case it hangs
      List<Endpoint> ports = new ArrayList<>();
      HostPart part = parts.apply(asker);
      loop.call(
          part,
          "name the ports of",
          device.id(),
          () -> ports.addAll(List.copyOf(asker.probe().endpoints(device))));
      ports.forEach(port -> knock(asker.name(), port, now));
    }
    look(now);
    return isComplete() ? Step.ON_WAKE : now + LOOK_AGAIN;
  }

  private synchronized void knock(String probe, Endpoint port, long now) {
    InetAddress address = device.address();
    if (address == null || closed || tried.size() == MOST_PORTS) {
      return;
    }
    InetSocketAddress to = new InetSocketAddress(address, port.port());
    boolean isTcp = port.transport() == Endpoint.Transport.TCP;
    tried.add(new Tried(probe, port, isTcp ? Knock.at(to) : UdpKnock.at(to, now)));
  }

  private synchronized void look(long now) {
    complete = true;
    for (Tried port : tried) {
      complete &= port.trial().isOver(now);
    }
  }

  @Override
  synchronized boolean isComplete() {
    return complete;
  }

  @Override
  synchronized List<PortFinding> found() {
    return tried.stream().map(Tried::finding).toList();
  }

  @Override
  void wrapUp() {
    close();
  }

  /** Ends what is still connecting. Any thread. */
  @Override
  public synchronized void close() {
    closed = true;
    for (Tried port : tried) {
      port.trial().close();
    }
  }
}
