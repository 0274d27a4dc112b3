package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.ProbeHealth;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Whether the probes keep to what is agreed, and what they say of themselves. */
final class ProbeChecks {
  /** More than one question in so many left out is worth a word. */
  private static final int MISSED_SHARE = 100;

  /** More than one question in so many that our side failed to ask is worth a word. */
  private static final int BROKEN_SHARE = 100;

  /** When so many came to nothing else, the probe does not work at all. */
  private static final int FEW = 10;

  private final List<Followed> probes = new ArrayList<>();

  ProbeChecks(List<ProbeRunner> runners, HostHealth host, Recent recent) {
    for (ProbeRunner runner : runners) {
      HealthInquiry own =
          host.add(
              "probe " + runner.name, HostHealth.OFTEN, List.of(), () -> runner.probe.health());
      probes.add(new Followed(runner, own, recent));
    }
  }

  List<ProbeHealth> health() {
    return probes.stream().map(is -> is.runner.health()).toList();
  }

  List<HealthCheck> checks() {
    return probes.stream().map(Followed::check).toList();
  }

  /** A probe and what it has done wrong. */
  private static final class Followed {
    final ProbeRunner runner;
    private final HealthInquiry own;
    private final Tally threw;
    private final Tally neverAnswered;
    private final Tally repeated;
    private final Tally late;
    private final Tally missed;
    private final Tally asked;
    private final Tally broken;
    private final Tally unbroken;

    Followed(ProbeRunner runner, HealthInquiry own, Recent recent) {
      this.runner = runner;
      this.own = own;
      this.threw = follow(runner.threw, recent);
      this.neverAnswered = follow(runner.neverAnswered, recent);
      this.repeated = follow(runner.repeated, recent);
      this.late = follow(runner.late, recent);
      this.missed = follow(runner.missed, recent);
      this.asked = follow(runner.asked, recent);
      this.broken = recent.tally(runner::brokenSum);
      this.unbroken = recent.tally(runner::unbrokenSum);
    }

    private static Tally follow(LongAdder total, Recent recent) {
      return recent.tally(total::sum);
    }

    HealthCheck check() {
      HealthStatus worst = HealthStatus.HEALTHY;
      List<String> said = new ArrayList<>();
      for (HealthCheck check : own.said()) {
        worst = worst.worse(check.status());
        if (check.status() != HealthStatus.HEALTHY) {
          said.add(check.name() + ": " + check.detail());
        }
      }
      complain(said, threw, "threw instead of asking");
      complain(said, neverAnswered, "gave no outcome");
      complain(said, repeated, "gave a second outcome");
      complain(said, late, "gave an outcome too late");
      if (missed.recent() * MISSED_SHARE > asked.recent()) {
        said.add(missed.words() + ": questions left out because we were late for them");
      }
      long failed = broken.recent();
      if (failed * BROKEN_SHARE > failed + unbroken.recent()) {
        said.add(broken.words() + ": questions our side failed to ask; see the devices' evidence");
      }
      if (!said.isEmpty()) {
        worst = worst.worse(HealthStatus.DEGRADED);
      }
      if (failed >= FEW && unbroken.recent() == 0) {
        worst = HealthStatus.FAILING;
      }
      return new HealthCheck("probe " + runner.name, worst, String.join("; ", said));
    }

    private static void complain(List<String> said, Tally tally, String what) {
      long times = tally.recent();
      if (times > 0) {
        said.add(
            "%s %d %s %s, %d in all"
                .formatted(
                    what, times, times == 1 ? "time" : "times", Recent.WORDS, tally.total()));
      }
    }
  }
}
