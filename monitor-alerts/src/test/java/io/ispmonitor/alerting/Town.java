package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.Acknowledgement;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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

    /** What the next attempts come to; the ones after them as usual. */
    final Deque<DeliveryResult> answers = new ArrayDeque<>();

    private Function<Notice, DeliveryResult> usual = notice -> DeliveryResult.delivered();

    Box(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public synchronized DeliveryResult deliver(Notice notice) {
      DeliveryResult answer = answers.isEmpty() ? usual.apply(notice) : answers.remove();
      if (answer instanceof DeliveryResult.Delivered) {
        notices.add(notice);
      }
      return answer;
    }

    /** What attempts come to from now on. */
    void answering(Function<Notice, DeliveryResult> by) {
      usual = by;
    }

    /** From now on nothing arrives, though it may later. */
    void away() {
      usual = notice -> DeliveryResult.tryLater("away");
    }

    /** From now on all arrives. */
    void back() {
      usual = notice -> DeliveryResult.delivered();
    }

    /** What was told of the alerts with a key. */
    List<Notice> of(String key) {
      return notices.stream()
          .filter(notice -> notice.alerts().stream().anyMatch(alert -> alert.key().equals(key)))
          .toList();
    }

    /** The kinds of what was told of the alerts with a key. */
    List<Notice.Kind> kindsOf(String key) {
      return of(key).stream().map(Notice::kind).toList();
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

  /** Lets time pass until something is so, for an hour at most. */
  void passUntil(BooleanSupplier isSo) {
    for (int second = 0; !isSo.getAsBoolean(); second++) {
      assertTrue(second < 3_600, "it was not so within an hour");
      time.advance(Duration.ofSeconds(1));
    }
  }

  /** A meter of volts, which is closed with the town. */
  Voltmeter voltmeter() {
    Voltmeter meter = new Voltmeter(time);
    open.add(meter);
    return meter;
  }

  /** A route on which nothing waits for others like it. */
  static Route atOnce(String... channels) {
    return Route.to(channels).groupedBy(Duration.ZERO, Duration.ZERO, "key");
  }

  /** Nothing is told until then. */
  void mute(Alerting alerting, Instant until) {
    alerting.mute(new Mute("everything", Match.ALL, until, "ana", "known"));
  }

  /** Somebody takes care of an open alert until then. */
  void take(Alerting alerting, String key, Instant until) {
    String id = openAlert(alerting, key).id();
    alerting.acknowledge(id, new Acknowledgement("ana", time.instant(), "on it", until));
  }

  /** The open alert with a key. */
  static Alert openAlert(Alerting alerting, String key) {
    return alerting.open().stream().filter(is -> is.key().equals(key)).findFirst().orElseThrow();
  }

  /** The moment so long from now. */
  Instant in(Duration span) {
    return time.instant().plus(span);
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
