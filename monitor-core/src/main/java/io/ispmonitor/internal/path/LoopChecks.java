package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Tally;
import io.ispmonitor.internal.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the loops turn. */
final class LoopChecks {
  /** A loop whose last turn is longer ago than this does not run. */
  private static final Duration SILENT = Duration.ofSeconds(5);

  private final Life life;
  private final Duration stuckAfter;
  private final List<Followed> loops = new ArrayList<>();

  LoopChecks(List<Loop> loops, Life life, Duration stuckAfter, Recent recent) {
    this.life = life;
    this.stuckAfter = stuckAfter;
    for (Loop loop : loops) {
      Tally replaced = recent.tally(loop::replaced);
      this.loops.add(new Followed(loop, replaced, recent.tally(loop::failedTurns)));
    }
  }

  List<LoopHealth> health() {
    return loops.stream().map(is -> is.loop.health(stuckAfter)).toList();
  }

  /** Which loop has stood still for longer than given; empty when none has. */
  Optional<String> stall(Duration longest) {
    return health().stream()
        .filter(loop -> loop.stuckIn() != null)
        .filter(loop -> loop.sinceLastTurn().compareTo(longest) > 0)
        .map(LoopChecks::hangs)
        .findFirst();
  }

  private static String hangs(LoopHealth loop) {
    return "its loop %s has hung for %d s in %s"
        .formatted(loop.name(), loop.sinceLastTurn().toSeconds(), loop.stuckIn());
  }

  List<HealthCheck> checks(List<LoopHealth> health) {
    List<HealthCheck> checks = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      checks.add(check(loops.get(i), health.get(i)));
    }
    return checks;
  }

  private HealthCheck check(Followed followed, LoopHealth loop) {
    if (!life.isRunning() || !followed.loop.isStarted()) {
      return HealthCheck.healthy(loop.name(), "");
    }
    if (loop.stuckIn() != null || loop.sinceLastTurn().compareTo(SILENT) > 0) {
      return standing(followed.loop, loop);
    }
    long replaced = followed.replaced.recent();
    long failed = followed.failed.recent();
    return replaced == 0 && failed == 0
        ? HealthCheck.healthy(loop.name(), "")
        : HealthCheck.degraded(
            loop.name(),
            "was stuck in host code %d times and failed %d times %s (%d and %d in all); see the log"
                .formatted(replaced, failed, Recent.WORDS, loop.replaced(), loop.failedTurns()));
  }

  /** In host code the watchdog leaves it behind in time; whatever else it does, nobody helps it. */
  private static HealthCheck standing(Loop loop, LoopHealth health) {
    String waitsFor = loop.waitsFor();
    if (waitsFor != null) {
      return HealthCheck.degraded(loop.name(), "waits for " + waitsFor);
    }
    return HealthCheck.failing(
        loop.name(),
        health.stuckIn() != null
            ? "stuck in " + health.stuckIn()
            : "has not run for " + health.sinceLastTurn());
  }

  private record Followed(Loop loop, Tally replaced, Tally failed) {}
}
