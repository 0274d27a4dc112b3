package io.ispmonitor.diagnosis;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the way to a device looks like. */
public sealed interface PathFinding {

  /** The hops, the nearest first; empty where none could be asked. */
  List<PathHop> hops();

  /** In words, for a line of a report; the hops are lines of their own. */
  String words();

  /** The last hop that answered; empty when none did. */
  default Optional<PathHop> lastHeard() {
    return hops().stream().filter(PathHop::isHeard).reduce((before, last) -> last);
  }

  /** How a path ended. */
  enum End {
    /** The device answered. */
    REACHED("reached"),
    /** Somebody on the way says that it cannot be reached. */
    UNREACHABLE("not passed on"),
    /** From some hop on nobody answers. */
    SILENT("silent from there on"),
    /** Routers pass it to each other in a circle. */
    LOOP("goes in a circle"),
    /** It has more hops than are asked. */
    TOO_LONG("longer than is asked"),
    /** There was no time for more hops. */
    CUT_SHORT("no time to go on");

    private final String words;

    End(String words) {
      this.words = words;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  /**
   * Hops were asked.
   *
   * @param hops what came, the nearest first, up to the one that decided how it ended
   * @param end how it ended
   */
  record Traced(List<PathHop> hops, End end) implements PathFinding {
    /** Copies the list. */
    public Traced {
      hops = List.copyOf(hops);
      Objects.requireNonNull(end, "end");
    }

    @Override
    public String words() {
      return hops.size() + (hops.size() == 1 ? " hop, " : " hops, ") + end.words();
    }
  }

  /**
   * No hop could be asked.
   *
   * @param why what is missing and what to do
   */
  record NotAvailable(String why) implements PathFinding {
    /** Refuses null at once, where the mistake is. */
    public NotAvailable {
      Objects.requireNonNull(why, "why");
    }

    @Override
    public List<PathHop> hops() {
      return List.of();
    }

    @Override
    public String words() {
      return "path not available: " + why;
    }
  }
}
