package io.ispmonitor.alerting;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.maintenance.Maintenance;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.testkit.ScriptedProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A small network in manual time, with alerting and channels that remember. */
final class Town implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final ManualTime time = ManualTime.startingAt(NOON);
  final Inventory inventory = new Inventory();
  final ScriptedProbe network = ScriptedProbe.over(inventory, time).forgetful();
  final Maintenance maintenance = new Maintenance();
  final Box box = new Box("box");
  private final List<AutoCloseable> open = new ArrayList<>();

  /** A channel that keeps what it gets, and answers as it is told. */
  static final class Box implements NotificationChannel {
    private final String name;
    final List<Notice> notices = new ArrayList<>();
    final Deque<DeliveryResult> answers = new ArrayDeque<>();

    Box(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public synchronized DeliveryResult deliver(Notice notice) {
      DeliveryResult answer = answers.isEmpty() ? DeliveryResult.delivered() : answers.remove();
      if (answer instanceof DeliveryResult.Delivered) {
        notices.add(notice);
      }
      return answer;
    }

    List<String> titles() {
      return notices.stream().map(notice -> notice.message().title()).toList();
    }

    List<Notice.Kind> kinds() {
      return notices.stream().map(Notice::kind).toList();
    }
  }

  Town with(String id, String... parents) {
    Device.Builder device = Device.named(id).address(InetAddress.getLoopbackAddress());
    for (String parent : parents) {
      device.parent(parent);
    }
    inventory.add(device.build());
    return this;
  }

  /** A monitor that has heard everybody. */
  Monitor run(Alerting alerting) {
    return run(alerting, builder -> builder);
  }

  /** A monitor with more than echoes that has heard everybody. */
  Monitor run(Alerting alerting, UnaryOperator<MonitorBuilder> more) {
    MonitorBuilder builder =
        Monitor.builder()
            .inventory(inventory)
            .maintenance(maintenance)
            .probe(network, Schedule.every(Duration.ofSeconds(30)))
            .time(time)
            .with(alerting);
    Monitor monitor = more.apply(builder).build();
    open.add(0, monitor);
    monitor.start();
    time.advance(Duration.ofMinutes(2));
    return monitor;
  }

  /** Ends a monitor, and its alerting, as a program does that ends. */
  void end(Monitor monitor) {
    monitor.close();
    open.remove(monitor);
  }

  void pass(Duration span) {
    time.advance(span);
  }

  Signal.Raised trouble(String key, Severity severity) {
    return trouble(key, severity, Map.of());
  }

  Signal.Raised trouble(String key, Severity severity, Map<String, String> labels) {
    Instant now = time.instant();
    return new Signal.Raised(
        key,
        "test",
        severity,
        Alert.MONITOR,
        labels,
        Map.of(),
        key,
        "because",
        now,
        now,
        null,
        null);
  }

  Signal.Cleared over(String key) {
    return new Signal.Cleared(key, time.instant(), "it is fine again", Map.of());
  }

  /** What the ledger says of the latest alert with a key. */
  static List<String> ledger(Alerting alerting, String key) {
    return alerting.within(Duration.ofDays(1)).stream()
        .filter(alert -> alert.key().equals(key))
        .findFirst()
        .map(alert -> alerting.ledger(alert.id()))
        .orElse(List.of())
        .stream()
        .map(Town::words)
        .toList();
  }

  private static String words(LedgerEntry entry) {
    return (entry.decision() + " " + entry.channel()).strip()
        + " "
        + entry.stage()
        + ": "
        + entry.reason();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    network.close();
  }
}
