package io.ispmonitor.diagnosis;

import io.ispmonitor.probe.Endpoint;
import java.util.Objects;

/**
 * Whether a port that a probe needs is open.
 *
 * @param probe the name of the probe that needs it
 * @param endpoint the port
 * @param state what trying it came to
 * @param detail in words
 */
public record PortFinding(String probe, Endpoint endpoint, State state, String detail) {
  /** Refuses null at once, where the mistake is. */
  public PortFinding {
    Objects.requireNonNull(probe, "probe");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(detail, "detail");
  }

  /** What trying a port came to. */
  public enum State {
    /** A connection was made, and closed again; or an answer came from a UDP port. */
    OPEN,
    /** The device said that nothing listens there. */
    REFUSED,
    /** Nothing came back in time: a filter, or nobody is there. */
    SILENT,
    /** Our side could not try, or the network said no. */
    FAILED,
    /** A UDP port of which nobody says that it is closed; only the probe that uses it can tell. */
    NOT_PROVABLE
  }

  /** Whether it was tried and is not open. */
  public boolean isClosed() {
    return state == State.REFUSED || state == State.SILENT || state == State.FAILED;
  }

  /** In words, for a line of a report. */
  public String words() {
    return "%s, for probe %s: %s".formatted(endpoint.words(), probe, detail);
  }
}
