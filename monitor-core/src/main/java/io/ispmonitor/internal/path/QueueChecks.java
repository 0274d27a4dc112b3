package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.gauge.Recent;
import io.ispmonitor.internal.gauge.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether the queues between the loops have room. */
final class QueueChecks {
  private static final double FULL = 0.8;

  private final List<Supplier<QueueHealth>> queues;
  private final List<Tally> refused = new ArrayList<>();

  QueueChecks(List<Supplier<QueueHealth>> queues, Recent recent) {
    this.queues = List.copyOf(queues);
    queues.forEach(queue -> refused.add(recent.tally(() -> queue.get().refused())));
  }

  List<QueueHealth> health() {
    return queues.stream().map(Supplier::get).toList();
  }

  List<HealthCheck> checks(List<QueueHealth> health) {
    List<HealthCheck> checks = new ArrayList<>();
    for (int i = 0; i < queues.size(); i++) {
      checks.add(check(health.get(i), refused.get(i)));
    }
    return checks;
  }

  private static HealthCheck check(QueueHealth queue, Tally refused) {
    String name = "queue " + queue.name();
    if (refused.recent() > 0) {
      return HealthCheck.degraded(
          name,
          "was full and refused %s; high water %d of %d"
              .formatted(refused.words(), queue.highWater(), queue.capacity()));
    }
    return queue.size() > queue.capacity() * FULL
        ? HealthCheck.degraded(name, queue.size() + " of " + queue.capacity() + " in use")
        : HealthCheck.healthy(name, "");
  }
}
