package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks until every device is judged, says how each stands, and ends. */
final class OnceRun {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** New devices are asked at 5,000 a second at most, and again after that. */
  private static final Duration FOR_EACH_DEVICE = Duration.ofNanos(200_000);

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** A device is silent for good after three questions; one interval is for the first of them. */
  private static final int INTERVALS_TO_A_VERDICT = 4;

  private final Options options;
  private final Network network;
  private final Surroundings surroundings;
  private final @Nullable Collecting collecting;

  OnceRun(Options options, Network network, Surroundings surroundings) {
    this.options = options;
    this.network = network;
    this.surroundings = surroundings;
    this.collecting = network.collecting();
  }

  /** Runs it; the exit status. */
  int run() {
    Schedule schedule = options.schedule(interval());
    List<DeviceStatus> statuses;
    try (Session session = new Session(network, schedule, options, surroundings, this::collect)) {
      Progress progress = new Progress(session, surroundings);
      Timeline timeline = session.start();
      timeline.every(progress.period(), progress::refresh);
      timeline.every(LOOK_EVERY, () -> endWhen(session, progress.isComplete() && isCollected()));
      timeline.after(limit(schedule), session::end);
      session.awaitEnd();
      statuses = statuses(session.monitor());
      print(statuses);
    }
    return statuses.stream().allMatch(is -> is.state().isAnswering())
        ? Demo.ALL_UP
        : Demo.NOT_ALL_UP;
  }

  private MonitorBuilder collect(MonitorBuilder builder) {
    return collecting == null
        ? builder
        : collecting.joinOnce(builder, options.schedule(interval()).interval());
  }

  /** Whether nothing more is to be had over SNMP. */
  private boolean isCollected() {
    return collecting == null
        || network.inventory().devices().stream()
            .allMatch(is -> !collecting.asks(is) || collecting.collected().isSettled(is.id()));
  }

  private static void endWhen(Session session, boolean complete) {
    if (complete) {
      session.end();
    }
  }

  private Duration interval() {
    Duration all = FOR_EACH_DEVICE.multipliedBy(network.inventory().size());
    return all.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : all;
  }

  /** Until then every device that can be judged is; the others stay unknown. */
  private static Duration limit(Schedule schedule) {
    return schedule.interval().multipliedBy(INTERVALS_TO_A_VERDICT).plus(MARGIN);
  }

  private List<DeviceStatus> statuses(Monitor monitor) {
    return network.inventory().devices().stream()
        .map(Device::id)
        .map(monitor::status)
        .flatMap(Optional::stream)
        .toList();
  }

  private void print(List<DeviceStatus> statuses) {
    if (options.json()) {
      statuses.forEach(new JsonView(network, surroundings.out())::status);
      return;
    }
    int width = statuses.stream().mapToInt(is -> is.device().id().length()).max().orElse(0);
    for (DeviceStatus status : statuses) {
      surroundings.out().println(line(status, Math.min(40, width)));
    }
    long up = statuses.stream().filter(is -> is.state().isAnswering()).count();
    surroundings
        .out()
        .printf(Locale.ROOT, "%,d of %s up%n", up, Network.count(statuses.size(), "device"));
  }

  private String line(DeviceStatus status, int width) {
    String address = network.address(status.device());
    return String.format(
            Locale.ROOT,
            "%-" + width + "s  %-15s  %-11s  %9s  loss %4s%s  %s",
            status.device().id(),
            address == null ? "no address" : address,
            status.state(),
            Cells.roundTrip(status.roundTripSeconds()),
            Cells.loss(status.loss()),
            figures(status.device().id()),
            why(status))
        .stripTrailing();
  }

  private String figures(String device) {
    if (collecting == null) {
      return "";
    }
    Figures figures = collecting.collected().of(device);
    return String.format(
        Locale.ROOT,
        "  %11s  %7s  %6s",
        figures.bitsPerSecond() >= 0 ? Cells.traffic(figures) + "bit/s" : "",
        Cells.signal(figures),
        Cells.voltage(figures));
  }

  private String why(DeviceStatus status) {
    String why = status.state().isAnswering() ? Marks.of(status) : status.evidence().reason();
    String silence =
        collecting == null ? null : collecting.collected().trouble(status.device().id());
    return silence == null ? why : why.isEmpty() ? silence : why + "; " + silence;
  }
}
