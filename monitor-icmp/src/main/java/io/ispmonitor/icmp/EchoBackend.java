package io.ispmonitor.icmp;

import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Asks through the echo engine. */
final class EchoBackend implements IcmpBackend {
  /** So much before the deadline the outcome is wanted, or a tenth of the timeout if less. */
  private static final long MARGIN_NANOS = 20_000_000;

  private static final long SHORTEST_WAIT_NANOS = 1_000_000;

  private final EchoEngine engine;
  private final int count;
  private final Duration spacing;

  EchoBackend(EchoEngine engine, int count, Duration spacing) {
    this.engine = engine;
    this.count = count;
    this.spacing = spacing;
  }

  @Override
  public Layout layout() {
    return count == 1 ? IcmpMetrics.SINGLE : IcmpMetrics.SERIES;
  }

  @Override
  public Question start(
      Device device, InetAddress address, Deadline deadline, Consumer<ProbeOutcome> outcome) {
    long margin = Math.min(MARGIN_NANOS, deadline.timeoutNanos() / 10);
    long end = deadline.atNanos() - margin;
    long last = (count - 1) * spacing.toNanos();
    long wait = end - deadline.askedNanos() - last;
    if (wait < SHORTEST_WAIT_NANOS) {
      outcome.accept(new ProbeOutcome.Broken(doesNotFit(device, deadline), null));
      return Question.DONE;
    }
    return count == 1
        ? engine.ask(
            new EchoRequest(address, deadline.askedNanos(), wait, end), new SingleEcho(outcome), 0)
        : series(address, deadline.askedNanos(), wait, outcome);
  }

  private Question series(
      InetAddress address, long askedNanos, long waitNanos, Consumer<ProbeOutcome> outcome) {
    EchoSeries series = new EchoSeries(count, outcome);
    for (int i = 0; i < count; i++) {
      long at = askedNanos + i * spacing.toNanos();
      series.add(engine.ask(new EchoRequest(address, at, waitNanos, at + waitNanos), series, i));
    }
    return series;
  }

  private String doesNotFit(Device device, Deadline deadline) {
    return "device '%s': %d echoes %s apart do not fit into a timeout of %s; allow more than %s"
        .formatted(
            device.id(), count, spacing, deadline.timeout(), spacing.multipliedBy(count - 1L));
  }

  @Override
  public List<HealthCheck> health() {
    return engine.health();
  }

  @Override
  public void close() {
    engine.close();
  }
}
