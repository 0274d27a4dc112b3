package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Names;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the Internet is reachable by counting the last valid outcomes of a few targets.
 * Attach it to the monitor that asks them: {@code Monitor.builder().with(view)}.
 *
 * <p>A target is a device and the name of a probe. It counts as reached when its last valid outcome
 * is answered, as missed when that is silent, refused or partial, and as unknown when there is
 * none, or none of late. Outcomes that are void or broken are not valid: they leave the last valid
 * one to grow old. Ages are counted from when an outcome came, so that no step of the wall clock
 * matters. All methods may be called from any thread.
 */
public final class InternetView implements MonitorExtension {
  private final List<Target> targets;
  private final Set<Target> known;
  private final int quorum;
  private final Duration staleAfter;
  private final Consumer<InternetVerdict> listener;
  private final Map<Target, Seen> last = new HashMap<>();
  private volatile TimeSource time = TimeSource.system();
  private InternetState told = InternetState.UNDECIDED;

  private InternetView(Builder builder) {
    this.targets = List.copyOf(builder.targets);
    this.known = Set.copyOf(targets);
    Integer wanted = builder.quorum;
    this.quorum = wanted == null ? targets.size() / 2 + 1 : wanted;
    this.staleAfter = builder.staleAfter;
    this.listener = builder.listener;
  }

  /** Starts a view without targets. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "internet-view";
  }

  @Override
  public void attach(MonitorContext monitor) {
    time = monitor.time();
    monitor.listen(this::onOutcome);
  }

  /** Whether the Internet is reachable at this moment. */
  public synchronized InternetVerdict verdict() {
    long now = time.nanoTime();
    return InternetVerdict.of(
        quorum, targets.stream().map(target -> evidence(target, now)).toList());
  }

  /** Takes an outcome of the monitor; those of other devices and probes are ignored. */
  void onOutcome(ProbeResult result) {
    Target target = new Target(result.device().id(), result.probe());
    if (known.contains(target)) {
      InternetVerdict changed = note(target, result);
      if (changed != null) {
        listener.accept(changed);
      }
    }
  }

  /** The verdict, where it is another one than was told before. */
  private synchronized @Nullable InternetVerdict note(Target target, ProbeResult result) {
    if (isValid(result.outcome())) {
      last.put(target, new Seen(time.nanoTime(), result.askedAt(), result.outcome()));
    }
    InternetVerdict verdict = verdict();
    if (verdict.state() == told) {
      return null;
    }
    told = verdict.state();
    return verdict;
  }

  private static boolean isValid(ProbeOutcome outcome) {
    return !(outcome instanceof ProbeOutcome.Void) && !(outcome instanceof ProbeOutcome.Broken);
  }

  private TargetEvidence evidence(Target target, long now) {
    Seen seen = last.get(target);
    if (seen == null) {
      return new TargetEvidence(
          target.device(), target.probe(), TargetEvidence.Finding.UNKNOWN, null, null);
    }
    return new TargetEvidence(
        target.device(), target.probe(), finding(seen, now), seen.askedAt(), seen.outcome());
  }

  private TargetEvidence.Finding finding(Seen seen, long now) {
    if (Duration.ofNanos(now - seen.cameNanos()).compareTo(staleAfter) > 0) {
      return TargetEvidence.Finding.UNKNOWN;
    }
    return seen.outcome() instanceof ProbeOutcome.Answered
        ? TargetEvidence.Finding.REACHED
        : TargetEvidence.Finding.MISSED;
  }

  @Override
  public String toString() {
    return verdict().toString();
  }

  private record Target(String device, String probe) {}

  /** A valid outcome, when it came by the monotonic clock and was asked for by the wall clock. */
  private record Seen(long cameNanos, Instant askedAt, ProbeOutcome outcome) {}

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private final Set<Target> targets = new LinkedHashSet<>();
    private @Nullable Integer quorum;
    private Duration staleAfter = Synthetic.INTERVAL.multipliedBy(3);
    private Consumer<InternetVerdict> listener = verdict -> {};

    private Builder() {}

    /** Counts what this probe learns of this device. */
    public Builder target(String device, String probe) {
      Names.check("device of a target", device, Checks.MOST_NAME);
      Names.check("probe of a target", probe, Checks.MOST_NAME);
      targets.add(new Target(device, probe));
      return this;
    }

    /** Counts what this probe learns of each of these devices. */
    public Builder targets(Collection<Device> devices, String probe) {
      new ArrayList<>(devices).forEach(device -> target(device.id(), probe));
      return this;
    }

    /** How many targets must be reached, 1 to all of them; more than half of them by default. */
    public Builder quorum(int targets) {
      this.quorum = targets;
      return this;
    }

    /**
     * After how long an outcome counts no more; three times {@link Synthetic#INTERVAL} by default.
     */
    public Builder staleAfter(Duration age) {
      if (age.isNegative() || age.isZero()) {
        throw new IllegalArgumentException(
            "Internet view: staleAfter must be more than 0, was " + age);
      }
      this.staleAfter = age;
      return this;
    }

    /**
     * Hears when an outcome makes the state another one, beginning with the first that is decided.
     * Called like a listener of the monitor. That outcomes have become too old is seen with the
     * next outcome of a target, also with one that is void or broken.
     */
    public Builder onChange(Consumer<InternetVerdict> listener) {
      this.listener = listener;
      return this;
    }

    /** The view. */
    public InternetView build() {
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("Internet view has no targets; name at least one");
      }
      if (quorum != null) {
        Checks.between("Internet view: quorum", quorum, 1, targets.size());
      }
      return new InternetView(this);
    }
  }
}
