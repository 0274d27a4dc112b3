package io.ispmonitor.anomaly.watch;

import io.ispmonitor.anomaly.Detectors;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges chosen series of every device by what they usually do, and tells what a person should hear
 * of. Attach it with {@code Monitor.builder().with(watch)}; one watch serves one monitor.
 *
 * <p>It hears every value that a probe brings or a host offers. While a device is in maintenance,
 * or we ourselves are cut off from it, its values are neither judged nor learnt. An anomaly waits
 * for a few minutes ({@link Builder#settle}) before it is told, since what explains it may be seen
 * a moment later: where something the device depends on is anomalous too, only that is told; where
 * many series of one plan are anomalous together at and behind one device, that is told as one. A
 * series that is anomalous time and again is muted, and that is said.
 *
 * <p>What it tells it offers to the monitor as observations of the source {@code anomaly}: {@code
 * anomalyBegan} and {@code anomalyEnded}, {@code anomaliesTogether} and {@code
 * anomaliesTogetherEnded}, {@code anomalyMuted} and {@code anomalyHeard}. The instance names the
 * series within its device, such as {@code ping.rtt} or {@code if.in/ether1}. With the first two
 * comes the metric {@link #SCORE} of that instance: how rare it is, and 0 at the end. So rules may
 * go by events or by scores.
 *
 * <p>All methods may be called from any thread and none waits for long. A series costs what its
 * detector does, a kilobyte for the default one, and half a kilobyte more. It has one thread, which
 * also keeps what was learnt in a file, where one is named.
 */
public final class AnomalyWatch implements MonitorExtension {
  /** How rare an anomaly is, from 0 to 1; see {@link io.ispmonitor.anomaly.Rarity}. */
  public static final Metric SCORE = Metric.gauge("anomaly.score", Unit.RATIO, 1e-3);

  private final AnomalySettings settings;
  private @Nullable Watching watching;

  private AnomalyWatch(AnomalySettings settings) {
    this.settings = settings;
  }

  /** Starts a watch whose plans are still to be named. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return Bulletin.SOURCE;
  }

  /**
   * Begins to listen, with what is kept in the file.
   *
   * @throws IllegalStateException if it is attached already: devices of two monitors may share an
   *     id
   */
  @Override
  public synchronized void attach(MonitorContext monitor) {
    if (watching != null) {
      throw new IllegalStateException(
          "this anomaly watch is attached to a monitor already; build another one");
    }
    Watching begun = new Watching(settings, monitor);
    watching = begun;
    begun.open();
  }

  /** Keeps what was learnt, where a file is named for it. */
  @Override
  public void close() {
    Watching attached = attached();
    if (attached != null) {
      attached.close();
    }
  }

  private synchronized @Nullable Watching attached() {
    return watching;
  }

  /** The anomalies that go on, told or not, in the order in which they were noticed. */
  public List<AnomalyFinding> findings() {
    Watching attached = attached();
    return attached == null ? List.of() : attached.findings();
  }

  /** The anomalies that go on and were told as one. */
  public List<CommonAnomaly> together() {
    Watching attached = attached();
    return attached == null ? List.of() : attached.together();
  }

  /** How the judged series of a device stand. */
  public List<SeriesStatus> series(String device) {
    Watching attached = attached();
    return attached == null ? List.of() : attached.series(device);
  }

  /** How many series are judged, still learning, anomalous and muted. */
  @Override
  public List<HealthCheck> health() {
    Watching attached = attached();
    return attached == null ? List.of() : List.of(attached.health(name()));
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private static final int MOST_SERIES = 1_000_000;

    private final List<AnomalyPlan> plans = new ArrayList<>();
    private @Nullable Detectors detectors;
    private ZoneId zone = ZoneOffset.UTC;
    private int most = 100_000;
    private Duration settle = Duration.ofMinutes(5);
    private double timesAWeek = 10;
    private @Nullable Path file;

    private Builder() {}

    /** Also this plan. A series is judged by the first that wants it. */
    public Builder plan(AnomalyPlan plan) {
      plans.add(plan);
      return this;
    }

    /** The kinds of detectors that plans may name; those that come along unless said. */
    public Builder detectors(Detectors detectors) {
      this.detectors = Objects.requireNonNull(detectors, "detectors");
      return this;
    }

    /**
     * Whose hours and days the series follow; UTC unless said. Of no effect where {@link
     * #detectors} is called.
     */
    public Builder zone(ZoneId zone) {
      this.zone = Objects.requireNonNull(zone, "zone");
      return this;
    }

    /** How many series are judged at most, up to a million; 100,000 unless said. */
    public Builder mostSeries(int most) {
      if (most < 1 || most > MOST_SERIES) {
        throw new IllegalArgumentException(
            "anomaly watch: at most 1 to %,d series, was %,d".formatted(MOST_SERIES, most));
      }
      this.most = most;
      return this;
    }

    /**
     * For how long an anomaly waits for what explains it, up to an hour; five minutes unless said,
     * which is a little more than the default detector's cells are long.
     */
    public Builder settle(Duration time) {
      if (time.isNegative() || time.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException(
            "anomaly watch: settle must be from 0 to 1 hour, was " + time);
      }
      this.settle = time;
      return this;
    }

    /** A series that is anomalous more often a week is muted; 10 unless said, 1 at least. */
    public Builder mutedAfter(double timesAWeek) {
      if (!(timesAWeek >= 1)) {
        throw new IllegalArgumentException(
            "anomaly watch: mutedAfter must be 1 time a week or more, was " + timesAWeek);
      }
      this.timesAWeek = timesAWeek;
      return this;
    }

    /**
     * Keeps what was learnt in a file, every hour and at the end, and goes on from it after a
     * restart; otherwise all is learnt anew, which takes days. Nobody else may write to it.
     */
    public Builder keepIn(Path file) {
      this.file = Objects.requireNonNull(file, "file");
      return this;
    }

    /**
     * The watch.
     *
     * @throws IllegalArgumentException when there is no plan, two have one name, or one names a
     *     detector that is not there
     */
    public AnomalyWatch build() {
      if (plans.isEmpty()) {
        throw new IllegalArgumentException(
            "anomaly watch has no plan; name some, such as AnomalyPlan.latency().build()");
      }
      Detectors known = detectors == null ? Detectors.builtIn(zone) : detectors;
      Set<String> names = new HashSet<>();
      for (AnomalyPlan plan : plans) {
        known.named(plan.detector());
        if (!names.add(plan.name())) {
          throw new IllegalArgumentException(
              "anomaly watch: two plans are called '%s'; give each its own name"
                  .formatted(plan.name()));
        }
      }
      return new AnomalyWatch(
          new AnomalySettings(List.copyOf(plans), known, most, settle, timesAWeek, file));
    }
  }
}
