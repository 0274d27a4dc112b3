package io.ispmonitor.benchmarks.alerts;

import io.ispmonitor.alert.Signal;
import io.ispmonitor.alerting.rule.AbsenceRule;
import io.ispmonitor.alerting.rule.ChangeRule;
import io.ispmonitor.alerting.rule.Rule;
import io.ispmonitor.alerting.rule.RuleSet;
import io.ispmonitor.alerting.rule.ThresholdRule;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.Unit;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Polls of 120 values, five of each of 24 interfaces, held against rules while nothing changes. The
 * result itself, made for each poll, is 56 bytes that are not the rules'.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleBenchmark {
  private static final int INTERFACES = 24;
  private static final int METRICS = 5;
  private static final int EVALUATIONS = INTERFACES * METRICS;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Devices come in turn; what is remembered of many does not fit into the processor's caches. */
  @Param({"1", "10000"})
  private int devices;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Readings[] readings = new Readings[256];
  private final ProbeOutcome[] outcomes = new ProbeOutcome[readings.length];
  private final List<Device> all = new ArrayList<>();
  private final RuleSet none = rules(List.of(ThresholdRule.above("other", "other", 1).build()));
  private final RuleSet one =
      rules(List.of(ThresholdRule.above("one", "metric0", 2).instances("eth7").build()));
  private final RuleSet levels = rules(levels());
  private final RuleSet kinds = rules(kinds());
  private Signal.Sink sink = signal -> {};
  private int next;
  private long polls;

  /** For the harness. */
  public RuleBenchmark() {}

  private static RuleSet rules(List<Rule> rules) {
    return RuleSet.of(rules, TimeSource.system());
  }

  private static List<Rule> levels() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < METRICS; i++) {
      rules.add(
          ThresholdRule.above("level" + i, "metric" + i, 2)
              .clear(1.5)
              .samples(3, 2)
              .holdFor(Duration.ofMinutes(5))
              .build());
    }
    return rules;
  }

  private static List<Rule> kinds() {
    List<Rule> rules = new ArrayList<>(levels().subList(0, 2));
    rules.add(ChangeRule.absolute("jump", "metric2", 2).build());
    rules.add(ChangeRule.rearming("step", "metric3", 2, 3).build());
    rules.add(AbsenceRule.ofMetric("none", "metric4", Duration.ofHours(1)).build());
    return rules;
  }

  /** Makes devices and values that no rule minds. */
  @Setup
  public void make(Blackhole hole) {
    sink = hole::consume;
    List<Layout.Column> columns = new ArrayList<>();
    for (int i = 0; i < EVALUATIONS; i++) {
      Metric metric = Metric.gauge("metric" + i % METRICS, Unit.RATIO, 0);
      columns.add(new Layout.Column(metric, "eth" + i / METRICS));
    }
    Layout layout = Layout.of(columns);
    for (int i = 0; i < readings.length; i++) {
      readings[i] = Readings.of(layout, random.doubles(EVALUATIONS).toArray());
      outcomes[i] = new ProbeOutcome.Answered(readings[i]);
    }
    for (int i = 0; i < devices; i++) {
      all.add(Device.named("device-" + i).build());
    }
  }

  private ProbeResult poll() {
    Device device = all.get(next);
    next = next + 1 == devices ? 0 : next + 1;
    polls++;
    ProbeOutcome outcome = outcomes[(int) polls & (outcomes.length - 1)];
    return new ProbeResult(device, "snmp", START.plusNanos(polls * 1_000_000), outcome);
  }

  /** Only what the harness itself costs. */
  @Benchmark
  public ProbeResult harness() {
    return poll();
  }

  /** A poll in which no rule is interested. */
  @Benchmark
  public void pollWithoutRule() {
    none.take(poll(), sink);
  }

  /** A poll with one value that one rule is for. */
  @Benchmark
  public void pollWithOneRule() {
    one.take(poll(), sink);
  }

  /** One of 120 thresholds in a poll. */
  @Benchmark
  @OperationsPerInvocation(EVALUATIONS)
  public void threshold() {
    levels.take(poll(), sink);
  }

  /** One of 120 rules of several sorts in a poll. */
  @Benchmark
  @OperationsPerInvocation(EVALUATIONS)
  public void severalSorts() {
    kinds.take(poll(), sink);
  }
}
