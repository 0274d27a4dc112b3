package io.ispmonitor.examples.demo;

import io.ispmonitor.diagnosis.ProbeFinding;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.reachability.StateChange;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The latest that devices said over SNMP. Thread-safe. */
final class Collected implements OutcomeListener, MonitorListener {
  /** Two readings make a rate; one more is for what was still being learnt. */
  private static final int ENOUGH_ANSWERS = 3;

  private final String probe;
  private final Set<String> resting = ConcurrentHashMap.newKeySet();
  private final Map<String, Latest> latest = new ConcurrentHashMap<>();

  /** Listens to the probe of this name. */
  Collected(String probe) {
    this.probe = probe;
  }

  /**
   * What came last of a device.
   *
   * @param figures what it said
   * @param trouble why it said nothing, in words; null when it did
   * @param answers how often it did
   */
  private record Latest(Figures figures, @Nullable String trouble, int answers) {
    static final Latest NOTHING = new Latest(Figures.NONE, null, 0);
  }

  @Override
  public void onOutcome(ProbeResult result) {
    ProbeOutcome outcome = result.outcome();
    String device = result.device().id();
    if (result.probe().equals(probe)
        && !(outcome instanceof ProbeOutcome.Void)
        && !resting.contains(device)) {
      latest.compute(device, (id, before) -> after(before, outcome));
    }
  }

  /** A device that cannot be reached is not asked, and what it said is no news any more. */
  @Override
  public void onStateChange(StateChange change) {
    if (change.to().isAnswering()) {
      resting.remove(change.device());
    } else {
      resting.add(change.device());
      latest.computeIfPresent(
          change.device(),
          (id, before) ->
              new Latest(
                  Figures.NONE,
                  "%s is not asked while it is %s".formatted(id, change.to()),
                  before.answers()));
    }
  }

  private Latest after(@Nullable Latest before, ProbeOutcome outcome) {
    int answers = before == null ? 0 : before.answers();
    if (outcome instanceof ProbeOutcome.Answered answered) {
      return new Latest(Figures.of(answered.readings(), answered.more()), null, answers + 1);
    }
    if (outcome instanceof ProbeOutcome.Partial partial) {
      return new Latest(Figures.of(partial.readings(), partial.more()), null, answers + 1);
    }
    return new Latest(Figures.NONE, new ProbeFinding(probe, Role.DATA, outcome).words(), answers);
  }

  private Latest latest(String device) {
    return latest.getOrDefault(device, Latest.NOTHING);
  }

  /** What a device said last. */
  Figures of(String device) {
    return latest(device).figures();
  }

  /** Why a device said nothing, in words; null when it did, or was not asked yet. */
  @Nullable String trouble(String device) {
    return latest(device).trouble();
  }

  /** Whether asking a device once more would tell nothing more. */
  boolean isSettled(String device) {
    Latest is = latest(device);
    return is.trouble() != null
        || is.answers() >= ENOUGH_ANSWERS
        || !Double.isNaN(is.figures().bitsPerSecond());
  }

  /** How it stands, in a line: who answers, and what is worth a look. */
  String words() {
    long answering = latest.values().stream().filter(is -> is.trouble() == null).count();
    return Network.allOf((int) answering, latest.size())
        + " answer over SNMP"
        + extreme("; most traffic", is -> -is.bitsPerSecond(), is -> Cells.traffic(is) + "bit/s")
        + extreme("; weakest signal", Figures::signalDbm, Cells::signal)
        + extreme("; lowest voltage", Figures::volts, Cells::voltage);
  }

  private String extreme(
      String what, ToDoubleFunction<Figures> by, Function<Figures, String> cell) {
    return latest.entrySet().stream()
        .filter(is -> !Double.isNaN(by.applyAsDouble(is.getValue().figures())))
        .min(
            Comparator.comparingDouble(
                    (Map.Entry<String, Latest> is) -> by.applyAsDouble(is.getValue().figures()))
                .thenComparing(Map.Entry::getKey))
        .map(is -> "%s %s (%s)".formatted(what, cell.apply(is.getValue().figures()), is.getKey()))
        .orElse("");
  }
}
