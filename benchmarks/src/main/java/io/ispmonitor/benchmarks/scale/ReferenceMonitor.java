package io.ispmonitor.benchmarks.scale;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.benchmarks.alerts.LineServer;
import io.ispmonitor.benchmarks.snmp.AgentCollector;
import io.ispmonitor.benchmarks.store.OurStorage;
import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthReport;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.icmp.IcmpProbe;
import io.ispmonitor.jdbc.JdbcStorage;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.snmp.collector.SnmpCollector;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of a provider, for as long as it is left running: pings all devices, and polls the
 * first of them over SNMP. Inside a namespace that {@code compare-store.sh} has made, with the
 * agent of the benchmarks. Asked {@code board}, {@code change}, {@code look}, {@code carry} and
 * {@code stored}; who asks looks at the processor's time.
 */
public final class ReferenceMonitor {
  private static final Duration PING_EVERY = Duration.ofSeconds(30);
  private static final Duration POLL_EVERY = Duration.ofSeconds(60);
  private static final double SILENT = 0.01;
  private static final int CHANGING = 100;

  private final Field field;
  private final Findings findings;
  private final Monitor monitor;
  private final @Nullable OurStorage ours;

  private ReferenceMonitor(
      Field field, Findings findings, Monitor monitor, @Nullable OurStorage ours) {
    this.field = field;
    this.findings = findings;
    this.monitor = monitor;
    this.ours = ours;
  }

  /**
   * Serves until its standard input ends. Arguments: how many devices are pinged, how many of these
   * polled, and the port of their agents. To store in a database of the cluster as well: its port,
   * a directory, and for how many seconds pings are gathered.
   */
  public static void main(String[] args) throws IOException, InterruptedException, SQLException {
    Field field = new Field(Integer.parseInt(args[0]));
    int polled = Integer.parseInt(args[1]);
    int agents = Integer.parseInt(args[2]);
    field.silence(SILENT);
    if (args.length == 3) {
      serve(field, polled, agents, null);
      return;
    }
    Duration gathered = Duration.ofSeconds(Long.parseLong(args[5]));
    try (OurStorage ours =
        OurStorage.inNew("monitor", Integer.parseInt(args[3]), Path.of(args[4]), gathered)) {
      serve(field, polled, agents, ours);
    }
  }

  private static void serve(Field field, int polled, int agents, @Nullable OurStorage ours)
      throws IOException {
    List<Device> devices = field.devices();
    Findings findings = new Findings(field);
    MonitorBuilder builder = Monitor.builder().devices(devices).listener(findings);
    try (IcmpProbe icmp = IcmpProbe.open();
        SnmpCollector snmp = AgentCollector.open(devices.subList(0, polled), agents);
        Monitor monitor =
            stores(ours)
                .apply(builder)
                .probe(icmp, Schedule.every(PING_EVERY))
                .probe(snmp, snmp.schedule(POLL_EVERY))
                .with(snmp.observing())
                .build()) {
      monitor.start();
      LineServer.serve(new ReferenceMonitor(field, findings, monitor, ours)::answer);
    }
  }

  private static UnaryOperator<MonitorBuilder> stores(@Nullable OurStorage ours) {
    if (ours == null) {
      return builder -> builder;
    }
    JdbcStorage storage = ours.storage();
    return builder ->
        builder.metrics(storage.metrics()).stateLog(storage.states()).with(storage.health());
  }

  private String answer(String line) throws IOException, SQLException, InterruptedException {
    return switch (line) {
      case "board" -> Long.toString(monitor.board().tree().nodes().count());
      case "change" -> change();
      case "look" -> look();
      case "carry" -> carry();
      case "stored" -> stored();
      default -> throw LineServer.unknown(line);
    };
  }

  /** Answers how many devices are silent. */
  private String change() throws IOException, InterruptedException {
    findings.begin();
    field.change(CHANGING / 2, CHANGING / 2);
    return Integer.toString(field.silent());
  }

  /** What it has done so far, and how it is. */
  private String look() {
    HealthReport health = monitor.health();
    ProbeHealth pings = health.probes().get(0);
    ProbeHealth polls = health.probes().get(1);
    return LongStream.of(
            pings.asked(),
            polls.answered(),
            polls.partial(),
            notAsked(pings) + notAsked(polls),
            findings.falselyDown(),
            findings.found(),
            latenessMicros(health),
            collectionMillis(),
            health.status() == HealthStatus.HEALTHY ? 1 : 0)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  private static long notAsked(ProbeHealth probe) {
    return probe.missed() + probe.stretched() + probe.broken();
  }

  /** The 99th percentile of the schedule or of the judge, whichever is later. */
  private static long latenessMicros(HealthReport health) {
    return health.loops().stream()
        .filter(loop -> loop.name().endsWith("schedule") || loop.name().endsWith("judge"))
        .map(LoopHealth::latenessP99)
        .mapToLong(lateness -> lateness.toNanos() / 1_000)
        .max()
        .orElseThrow();
  }

  private static long collectionMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /** Brings over what waits, so that it is paid for. */
  private String carry() throws InterruptedException {
    if (ours != null) {
      ours.flush();
    }
    return "1";
  }

  /** Answers samples, rows and bytes that lie in the database. */
  private String stored() throws SQLException {
    OurStorage.Stored found = ours == null ? new OurStorage.Stored(0, 0, 0) : ours.stored();
    return "%d %d %d".formatted(found.samples(), found.rows(), found.bytes());
  }
}
