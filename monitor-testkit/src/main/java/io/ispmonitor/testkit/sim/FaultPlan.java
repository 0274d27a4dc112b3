package io.ispmonitor.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What goes wrong, where and when. Immutable. Its text names the seed and every fault, so that a
 * course that went badly can be read, and run again.
 */
public final class FaultPlan {
  private final Instant start;
  private final long seed;
  private final String origin;
  private final List<Fault> faults;

  private FaultPlan(Instant start, long seed, String origin, Collection<Fault> faults) {
    this.start = start;
    this.seed = seed;
    this.origin = origin;
    this.faults = faults.stream().sorted().toList();
  }

  /** A plan without faults as yet, for a time that begins here. */
  public static Builder starting(Instant start) {
    return new Builder(start);
  }

  /**
   * A plan that is drawn by lot.
   *
   * @param lasting how long the time is in which faults may begin; some may end after it
   */
  public static FaultPlan random(
      SimulatedNetwork network, FaultProfile profile, long seed, Instant start, Duration lasting) {
    List<Fault> faults = new FaultLottery(network, profile, seed, start, lasting).draw();
    return new FaultPlan(start, seed, profile.name() + " for " + lasting, faults);
  }

  /** The same with more faults. */
  public FaultPlan and(Collection<Fault> more) {
    List<Fault> all = new ArrayList<>(faults);
    all.addAll(more);
    return new FaultPlan(start, seed, origin, all);
  }

  /** When the time it is made for begins. */
  public Instant start() {
    return start;
  }

  /** What single losses and turns are drawn from. */
  public long seed() {
    return seed;
  }

  /** The faults, in the order in which they begin. */
  public List<Fault> faults() {
    return faults;
  }

  /** How many faults there are of each kind that occurs. */
  public Map<FaultKind, Integer> counts() {
    Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    faults.forEach(fault -> counts.merge(fault.kind(), 1, Integer::sum));
    return counts;
  }

  /** One line for the seed and one for each fault. */
  @Override
  public String toString() {
    return faults.stream()
        .map(Fault::toString)
        .collect(
            Collectors.joining(
                "\n  ", "seed %d, %s, from %s:\n  ".formatted(seed, origin, start), ""));
  }

  /** Writes a plan by hand. Not for use by several threads. */
  public static final class Builder {
    private final Instant start;
    private final List<Fault> faults = new ArrayList<>();
    private long seed;

    private Builder(Instant start) {
      this.start = start;
    }

    /** What single losses and turns are drawn from; 0 by default. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * The next fault begins at this time and lasts so long.
     *
     * @param after how long after the start of the plan
     */
    public FaultTimes at(Duration after, Duration lasting) {
      Instant from = start.plus(after);
      return new FaultTimes(this, from, from.plus(lasting));
    }

    /** Any fault. */
    public Builder fault(Fault fault) {
      faults.add(fault);
      return this;
    }

    /** The plan. */
    public FaultPlan build() {
      return new FaultPlan(start, seed, "by hand", faults);
    }
  }
}
