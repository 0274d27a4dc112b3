package io.ispmonitor.probe;

import io.ispmonitor.metric.Readings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of a question. */
public sealed interface ProbeOutcome {

  /**
   * The device answered in full.
   *
   * @param readings what it said
   * @param more what it said of parts that are not there each time, such as the clients of a radio:
   *     each in a layout of its own, so that those who come and go do not change the others'
   */
  record Answered(Readings readings, List<Readings> more) implements ProbeOutcome {
    /** Copies the list. */
    public Answered {
      Objects.requireNonNull(readings, "readings");
      more = List.copyOf(more);
    }

    /** All that it said has one layout. */
    public Answered(Readings readings) {
      this(readings, List.of());
    }
  }

  /**
   * The device answered, but not all that was asked.
   *
   * @param readings what it said
   * @param more what it said of parts that are not there each time, as in {@link Answered}
   * @param reason what is missing, and why
   */
  record Partial(Readings readings, List<Readings> more, String reason) implements ProbeOutcome {
    /** Copies the list. */
    public Partial {
      Objects.requireNonNull(readings, "readings");
      Objects.requireNonNull(reason, "reason");
      more = List.copyOf(more);
    }

    /** All that it said has one layout. */
    public Partial(Readings readings, String reason) {
      this(readings, List.of(), reason);
    }
  }

  /**
   * Nothing came until the deadline. For a {@link Role#REACHABILITY} probe this is a miss.
   *
   * @param waited how long
   */
  record Silent(Duration waited) implements ProbeOutcome {
    /** Refuses null at once, where the mistake is. */
    public Silent {
      Objects.requireNonNull(waited, "waited");
    }
  }

  /**
   * Somebody said no. For a {@link Role#REACHABILITY} probe this is a miss.
   *
   * @param reason in the words of the protocol, such as {@code host unreachable}
   * @param by who said so; null when that is not known
   */
  record Refused(String reason, @Nullable InetAddress by) implements ProbeOutcome {
    /** Refuses null at once, where the mistake is. */
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The question proves nothing, because something on our side went by unseen: a receive buffer
   * overflowed, the process was paused, the clock stepped. Neither confirms nor clears anything.
   *
   * @param reason what happened
   */
  record Void(String reason) implements ProbeOutcome {
    /** Refuses null at once, where the mistake is. */
    public Void {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Our side failed; nothing was learnt of the device.
   *
   * @param reason what failed and what to do
   * @param cause the exception behind it, where there is one
   */
  record Broken(String reason, @Nullable Throwable cause) implements ProbeOutcome {
    /** Refuses null at once, where the mistake is. */
    public Broken {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
