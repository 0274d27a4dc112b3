package io.ispmonitor.benchmarks.trial;

import io.ispmonitor.testkit.check.Rule;
import io.ispmonitor.testkit.trial.TrialResult;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lets a monitor live through the trials of some seeds, one after the other, and prints a line for
 * each: how often which rule was broken. Ends with 1 when any was.
 */
public final class TrySeeds {
  private static final String STOP_AT_FIRST = "stop-at-first";

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
  private final Map<Rule, Long> total = new EnumMap<>(Rule.class);
  private boolean threw;

  private TrySeeds() {}

  /**
   * Takes the first seed, how many, how long a trial lasts, and whether one violation is enough.
   */
  public static void main(String[] arguments) {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(
          "give the first seed, how many and how long, such as: 0 20 P1D [" + STOP_AT_FIRST + "]");
    }
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    Duration lasting = Duration.parse(arguments[2]);
    boolean stops = arguments.length > 3 && arguments[3].equals(STOP_AT_FIRST);
    boolean kept = new TrySeeds().tryAll(first, first + count, lasting, stops);
    Runtime.getRuntime().exit(kept ? 0 : 1);
  }

  private boolean tryAll(long from, long to, Duration lasting, boolean stops) {
    boolean kept = true;
    for (long seed = from; seed < to && (kept || !stops); seed++) {
      tryOne(seed, lasting);
      kept = total.isEmpty() && !threw;
    }
    out.println("total: " + text(total));
    return kept;
  }

  /** What the monitor throws is a find as well, and no reason to leave the other seeds out. */
  private void tryOne(long seed, Duration lasting) {
    try {
      TrialResult result = Trials.of(seed, lasting).run();
      result.counts().forEach((rule, times) -> total.merge(rule, times, Long::sum));
      out.println("seed " + seed + ": " + text(result.counts()));
    } catch (RuntimeException | StackOverflowError e) {
      threw = true;
      out.println("seed " + seed + ": threw " + e);
    }
  }

  private static String text(Map<Rule, Long> counts) {
    return counts.isEmpty()
        ? "kept"
        : new TreeMap<>(counts)
            .entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
  }
}
