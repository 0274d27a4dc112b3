package io.ispmonitor.alert;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** That there is trouble, or no more: what rules say, and what alerts are made of. */
public sealed interface Signal {

  /** When it was so. */
  Instant at();

  /**
   * There is trouble. Said again with the same key it is the same trouble.
   *
   * @param key names the trouble, 1 to 500 characters, such as {@code low-voltage/tower-7}
   * @param type what sort of trouble, such as {@code threshold}; messages are chosen by it
   * @param severity how grave it is
   * @param source the device's id, or {@link Alert#MONITOR}
   * @param labels by which it is routed and grouped
   * @param facts named values for messages, such as {@code value} or {@code limit}
   * @param summary in one line, in English; may hold what devices say
   * @param evidence what it is known from
   * @param at when it was seen
   * @param since since when it is so
   * @param reminder how often people are reminded while it lasts; null for what is usual
   * @param runbook where to read what to do; null for nowhere
   */
  record Raised(
      String key,
      String type,
      Severity severity,
      String source,
      Map<String, String> labels,
      Map<String, String> facts,
      String summary,
      String evidence,
      Instant at,
      Instant since,
      @Nullable Duration reminder,
      @Nullable URI runbook)
      implements Signal {

    /** The most characters of a key. */
    public static final int LONGEST_KEY = 500;

    /** Checks and copies. */
    public Raised {
      if (key.isEmpty() || key.length() > LONGEST_KEY) {
        throw new IllegalArgumentException(
            "a trouble's key has 1 to %d characters, not %d; shorten it where it is made"
                .formatted(LONGEST_KEY, key.length()));
      }
      Objects.requireNonNull(severity, "severity");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(since, "since");
      labels = Map.copyOf(labels);
      facts = Map.copyOf(facts);
    }
  }

  /**
   * The trouble is over. Never said because nothing is known any more.
   *
   * @param key the trouble's key
   * @param at when it ended
   * @param how what it is known from
   * @param facts named values for messages
   */
  record Cleared(String key, Instant at, String how, Map<String, String> facts) implements Signal {

    /** Copies. */
    public Cleared {
      Objects.requireNonNull(at, "at");
      facts = Map.copyOf(facts);
    }
  }

  /**
   * What somebody is told once, and which has no end: a value that jumped, a trap.
   *
   * @param what as if it was trouble
   */
  record Noted(Raised what) implements Signal {
    @Override
    public Instant at() {
      return what.at();
    }
  }

  /** Takes signals. */
  @FunctionalInterface
  interface Sink {
    /** One signal. */
    void accept(Signal signal);
  }
}
