package io.ispmonitor.internal.path;

import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks probes and extensions how they are, on a loop of its own, and remembers what they said: so a
 * report waits for nobody, and one that hangs is left with its last word.
 */
final class HostHealth {
  private static final long ASK_EVERY = Duration.ofSeconds(1).toNanos();

  private final List<Source> sources = new ArrayList<>();
  private int next;
  private @Nullable Loop loop;

  /** Adds one to ask; before the loop starts. */
  Source add(String name, Supplier<List<HealthCheck>> health) {
    Source source = new Source(new HostPart("health of " + name), health);
    sources.add(source);
    return source;
  }

  void runBy(Loop loop) {
    this.loop = loop;
  }

  List<HostPart> parts() {
    return sources.stream().map(source -> source.part).toList();
  }

  long turn(long now) {
    Loop running = loop;
    while (running != null && next < sources.size()) {
      Source source = sources.get(next++); // first, in case it hangs
      running.call(
          source.part,
          "ask for",
          source.part,
          () -> source.said = List.copyOf(source.health.get()));
    }
    next = 0;
    return now + ASK_EVERY;
  }

  /** One to ask, and what it said last. */
  static final class Source {
    private final HostPart part;
    private final Supplier<List<HealthCheck>> health;
    private volatile List<HealthCheck> said = List.of();

    Source(HostPart part, Supplier<List<HealthCheck>> health) {
      this.part = part;
      this.health = health;
    }

    List<HealthCheck> said() {
      return said;
    }
  }
}
