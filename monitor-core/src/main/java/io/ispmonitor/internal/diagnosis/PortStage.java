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
import org.jspecify.annotations.Nullable;

/** Asks the probes which ports they need, and knocks at those that can be tried. */
final class PortStage extends Stage<List<PortFinding>> implements AutoCloseable {
  private static final int MOST_PORTS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();
  private static final String UDP =
      "cannot be tried by itself; the outcome of the probe is the proof";

  private final Device device;
  private final List<Asker> askers;
  private final Function<Asker, HostPart> parts;
  private final List<Tried> tried = new ArrayList<>();
  private int asked;
  private boolean closed;

  /** A port, and the try to connect to it where there can be one. */
  private record Tried(String probe, Endpoint endpoint, @Nullable Knock knock) {
    boolean isOver() {
      return knock == null || knock.isOver();
    }

    PortFinding finding() {
      return knock == null
          ? new PortFinding(probe, endpoint, PortFinding.State.NOT_PROVABLE, UDP)
          : new PortFinding(probe, endpoint, knock.state(), knock.detail());
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
      ports.forEach(port -> knock(asker.name(), port));
    }
    return isComplete() ? Step.ON_WAKE : now + LOOK_AGAIN;
  }

  private synchronized void knock(String probe, Endpoint port) {
    InetAddress address = device.address();
    if (address == null || closed || tried.size() == MOST_PORTS) {
      return;
    }
    Knock knock =
        port.transport() == Endpoint.Transport.TCP
            ? Knock.at(new InetSocketAddress(address, port.port()))
            : null;
    tried.add(new Tried(probe, port, knock));
  }

  @Override
  synchronized boolean isComplete() {
    boolean all = true;
    for (Tried port : tried) {
      all &= port.isOver();
    }
    return all;
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
      if (port.knock() != null) {
        port.knock().close();
      }
    }
  }
}
