package io.ispmonitor.internal.path;

import io.ispmonitor.device.Device;
import io.ispmonitor.icmp.IcmpMetrics;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeMode;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.ReachabilityOverrides;
import io.ispmonitor.reachability.ReachabilityPolicy;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the judge takes for an outcome, from the desk to the queues of the stores. In this package
 * because the judge is; the way to it and the stores are not in it.
 */
@NullMarked
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JudgeBenchmark {
  private static final int BATCH = 1_000;
  private static final long SILENT_NANOS = Duration.ofSeconds(1).toNanos();

  /** The judge meets the devices in turn; many of them do not fit into the processor's caches. */
  @Param({"1000", "100000"})
  private int devices;

  private final TimeSource time = TimeSource.system();
  private final JudgeDesk desk = new JudgeDesk(time);
  private final Rules rules = new Rules(ReachabilityPolicy.defaults(), new ReachabilityOverrides());
  private final Memory memory = new Memory(time, rules);
  private final Outputs outputs = new Outputs(time, memory);
  private final ProbeOutcome answer =
      new ProbeOutcome.Answered(Readings.of(IcmpMetrics.SINGLE, 0.0123, 0));
  private final ProbeOutcome silence = new ProbeOutcome.Silent(Duration.ofSeconds(1));
  private @Nullable Judge judge;
  private Asking[] askings = {};
  private int next;
  private int round;

  /** For the harness. */
  public JudgeBenchmark() {}

  /** Watches the devices. */
  @Setup
  public void watch() throws UnknownHostException {
    Reachability reachability =
        new Reachability(
            time, rules, new Past(memory), new Uplinks(List.of()), outputs, request -> true);
    Judge watching = new Judge(time, desk, outputs, new SeriesRegistry(), reachability);
    ProbeRunner runner =
        new ProbeRunner(new NeverAsked(), Schedule.every(Duration.ofSeconds(30)), ProbeMode.ACTIVE);
    askings = new Asking[devices];
    for (int i = 0; i < devices; i++) {
      byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      Device device = Device.of("device-" + i, InetAddress.getByAddress(address));
      Watched watched = new Watched(device, Verdict.unknown(0));
      askings[i] = new Asking(watched, runner, Duration.ofSeconds(30).toNanos());
      watching.place(new Place(watched, new Watched[0][], askings[i], false, true));
    }
    judge = watching;
  }

  /** Every device answers every time. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void answered() {
    for (int i = 0; i < BATCH; i++) {
      submit(answer);
    }
    turn();
  }

  /** Devices go down and come back: three silences, of which the third is DOWN, two answers. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void outages() {
    for (int i = 0; i < BATCH; i++) {
      submit(round % 5 < 3 ? silence : answer);
    }
    turn();
  }

  private void submit(ProbeOutcome outcome) {
    long now = time.nanoTime() - SILENT_NANOS;
    OpenQuestion question =
        new OpenQuestion(askings[next], now, EpochNanos.of(time.instant()), desk);
    question.accept(outcome);
    next++;
    if (next == devices) {
      next = 0;
      round++;
    }
  }

  private void turn() {
    Judge judging = judge;
    if (judging == null) {
      throw new IllegalStateException("nothing is watched yet");
    }
    judging.turn(time.nanoTime());
    while (outputs.samples.poll() != null) {
      // Let go, as the stores would.
    }
    while (outputs.changes.poll() != null) {
      // Let go.
    }
    while (outputs.events.poll() != null) {
      // Let go.
    }
  }

  /** Has a layout and nothing else. */
  private static final class NeverAsked implements Probe {
    @Override
    public String name() {
      return "icmp";
    }

    @Override
    public Role role() {
      return Role.REACHABILITY;
    }

    @Override
    public Layout layout() {
      return IcmpMetrics.SINGLE;
    }

    @Override
    public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
      throw new UnsupportedOperationException("no question is asked here");
    }
  }
}
