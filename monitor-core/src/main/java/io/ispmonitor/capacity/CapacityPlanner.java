package io.ispmonitor.capacity;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.Selection;
import io.ispmonitor.metric.KnownSeries;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.metric.rollup.Rollups;
import io.ispmonitor.time.TimeSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Plans capacity: of each link, memory, storage, battery and signal the trend of some weeks, and
 * when it meets its limit; of each device whether it restarts more often than it used to. Only
 * whole days count, so today does not.
 *
 * <pre>{@code
 * CapacityReport report =
 *     CapacityPlanner.over(storage.rollups())
 *         .inventory(inventory)
 *         .series(storage.series())
 *         .zone(ZoneId.of("America/Sao_Paulo"))
 *         .build()
 *         .plan(Selection.everything());
 * }</pre>
 *
 * <p>Reads some thousand buckets for each series, one series after the other, on the caller's
 * thread; a report of a large network is made once a day. Thread-safe as far as what it was given
 * is. Of a series that cannot be read the report says why; when ten in a row cannot, what the store
 * throws is thrown.
 */
public final class CapacityPlanner {
  private final Rollups rollups;
  private final Inventory inventory;
  private final KnownSeries known;
  private final ZoneId zone;
  private final TimeSource time;
  private final CapacitySettings settings;

  private CapacityPlanner(Builder how) {
    this.rollups = how.rollups;
    this.inventory = Objects.requireNonNull(how.inventory, "capacity planning needs an inventory");
    this.known = Objects.requireNonNull(how.known, "capacity planning needs to know the series");
    this.zone = how.zone;
    this.time = how.time;
    this.settings = new CapacitySettings(how.weeks, how.charts, how.limits, how.linkCapacity);
  }

  /** Starts a planner that reads these. */
  public static Builder over(Rollups rollups) {
    return new Builder(rollups);
  }

  /** Plans for the devices that a selection means. */
  public CapacityReport plan(Selection selection) {
    return plan(selection, time.instant());
  }

  /**
   * Plans as of a moment, such as one in the past, to see how forecasts came true: what came on its
   * day or later does not count.
   */
  public CapacityReport plan(Selection selection, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Days days = new Days(rollups, zone, today);
    Attempts attempts = new Attempts();
    Failures failures = new Failures(new Restarts(days, inventory), attempts);
    Planning planning = new Planning(days, settings, attempts);
    UrgentPlans plans = new UrgentPlans(settings.charts());
    List<FailureForecast> forecasts = new ArrayList<>();
    for (String id : inventory.select(selection)) {
      inventory
          .find(id)
          .ifPresent(
              device -> {
                List<SeriesKey> series = known.of(id);
                List<CapacityPlan> its = plans(planning, device, series);
                its.forEach(plans::add);
                failures.of(device, series, its).ifPresent(forecasts::add);
              });
    }
    return CapacityReport.of(now, today, zone, plans.all(), forecasts);
  }

  private static List<CapacityPlan> plans(
      Planning planning, Device device, List<SeriesKey> series) {
    List<CapacityPlan> plans = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      for (SeriesKey key : series) {
        if (key.metric().equals(subject.metric())) {
          planning.plan(device, key, subject).ifPresent(plans::add);
        }
      }
    }
    return plans;
  }

  /** Collects what a planner needs. Not for use by several threads. */
  public static final class Builder {
    private static final int FEWEST_WEEKS = 2;
    private static final int MOST_WEEKS = 52;
    private static final double FULL = 0.8;
    private static final double NEARLY_FULL = 0.9;
    private static final double WEAK_DBM = -75;

    private final Rollups rollups;
    private final Map<Subject, LimitOf> limits = new EnumMap<>(Subject.class);
    private @Nullable Inventory inventory;
    private @Nullable KnownSeries known;
    private ZoneId zone = ZoneId.of("UTC");
    private TimeSource time = TimeSource.system();
    private int weeks = 8;
    private int charts = CapacityPage.USUAL_CHARTS;
    private LimitOf linkCapacity = (device, series) -> OptionalDouble.empty();

    private Builder(Rollups rollups) {
      this.rollups = Objects.requireNonNull(rollups, "rollups");
      limit(Subject.LINK_IN, FULL).limit(Subject.LINK_OUT, FULL);
      limit(Subject.MEMORY, NEARLY_FULL).limit(Subject.STORAGE, NEARLY_FULL);
      limit(Subject.SIGNAL, WEAK_DBM);
    }

    /** The devices; needed. */
    public Builder inventory(Inventory of) {
      inventory = Objects.requireNonNull(of, "inventory");
      return this;
    }

    /** Which series they have; needed. */
    public Builder series(KnownSeries of) {
      known = Objects.requireNonNull(of, "series");
      return this;
    }

    /** Whose days and weekdays; UTC by default. */
    public Builder zone(ZoneId of) {
      zone = Objects.requireNonNull(of, "zone");
      return this;
    }

    /** What tells today; the system's clock by default. */
    public Builder time(TimeSource of) {
      time = Objects.requireNonNull(of, "time");
      return this;
    }

    /** How many weeks a trend is made of at most, 2 to 52; 8 by default. */
    public Builder weeks(int number) {
      if (number < FEWEST_WEEKS || number > MOST_WEEKS) {
        throw new IllegalArgumentException(
            "capacity planning: weeks must be from %d to %d, was %d"
                .formatted(FEWEST_WEEKS, MOST_WEEKS, number));
      }
      weeks = number;
      return this;
    }

    /**
     * Of how many plans the days are kept, the most urgent first, so that there can be charts of
     * them; {@link CapacityPage#USUAL_CHARTS} by default. Each takes about 3 kB with eight weeks.
     */
    public Builder charts(int most) {
      if (most < 0) {
        throw new IllegalArgumentException(
            "capacity planning: the number of charts must not be negative, was " + most);
      }
      charts = most;
      return this;
    }

    /**
     * Up to where a subject may rise, or down to where it may fall, in its unit; of links a share
     * of what they can carry. By default 0.8 of links, 0.9 of memory and storage, a signal of -75
     * dBm, and none of a voltage, which depends on the battery.
     */
    public Builder limit(Subject subject, double limit) {
      if (!Double.isFinite(limit) || (subject.isLink() && !(limit > 0))) {
        throw new IllegalArgumentException(
            "capacity planning: the limit of %s must be a finite number%s, was %s"
                .formatted(subject, subject.isLink() ? " above 0" : "", limit));
      }
      return limit(subject, (device, series) -> OptionalDouble.of(limit));
    }

    /** The same, for each device or series. */
    public Builder limit(Subject subject, LimitOf limit) {
      limits.put(subject, Objects.requireNonNull(limit, "limit"));
      return this;
    }

    /**
     * What links can carry in bit/s, where the host knows better than {@code if.speed}: a contract,
     * or the air rate of a radio. What it leaves empty is read from {@code if.speed}.
     */
    public Builder linkCapacity(LimitOf bitsPerSecond) {
      linkCapacity = Objects.requireNonNull(bitsPerSecond, "linkCapacity");
      return this;
    }

    /** The planner. */
    public CapacityPlanner build() {
      return new CapacityPlanner(this);
    }
  }
}
