package io.ispmonitor.diagnosis;

import io.ispmonitor.probe.Endpoint;
import io.ispmonitor.reachability.DeviceState;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, or that nothing is. The most telling one where several hold; what else was found
 * is in the {@link Diagnosis}.
 */
public sealed interface Cause {

  /** In a sentence without a full stop, for a person in a hurry. */
  String words();

  /** Whether the device answers and nothing wrong was found. */
  default boolean isFine() {
    return false;
  }

  /**
   * It answers, and nothing wrong was found.
   *
   * @param how by what it is known, in words
   */
  record Reachable(String how) implements Cause {
    @Override
    public boolean isFine() {
      return true;
    }

    @Override
    public String words() {
      return "reachable: " + how;
    }
  }

  /**
   * It answers now, though it counted as out of reach when the diagnosis began.
   *
   * @param how by what it is known, in words
   * @param state how it counted
   * @param since since when it counted as that
   */
  record AnswersAgain(String how, DeviceState state, Instant since) implements Cause {
    @Override
    public boolean isFine() {
      return true;
    }

    @Override
    public String words() {
      return "answers now (%s); it was %s since %s".formatted(how, state, since);
    }
  }

  /**
   * It answers some echoes and not others.
   *
   * @param sent how many echoes were sent
   * @param answered how many were answered
   */
  record Lossy(int sent, int answered) implements Cause {
    @Override
    public String words() {
      return "answers, but only %d of %d echoes".formatted(answered, sent);
    }
  }

  /**
   * It answers, but a port that a probe needs does not.
   *
   * @param endpoint the port
   * @param probe the probe that needs it
   * @param state what trying it came to
   */
  record PortClosed(Endpoint endpoint, String probe, PortFinding.State state) implements Cause {
    @Override
    public String words() {
      String how =
          switch (state) {
            case REFUSED -> "is refused: nothing listens there, or a firewall rejects us";
            case SILENT -> "does not answer: a firewall may drop it";
            default -> "cannot be reached";
          };
      return "answers, but %s, which probe %s needs, %s".formatted(endpoint.words(), probe, how);
    }
  }

  /**
   * It answers, but not this probe.
   *
   * @param probe the name of the probe
   * @param outcome what came of it, in words
   */
  record ProbeFails(String probe, String outcome) implements Cause {
    @Override
    public String words() {
      return "answers, but probe %s %s".formatted(probe, outcome);
    }
  }

  /** The inventory has neither an address nor a host name of it. */
  record NotAddressed() implements Cause {
    @Override
    public String words() {
      return "has neither an address nor a host name; give it one in the inventory";
    }
  }

  /**
   * Its name gives no address to ask it at.
   *
   * @param finding why
   */
  record NameUnresolved(NameFinding.Unresolved finding) implements Cause {
    @Override
    public String words() {
      return finding.words();
    }
  }

  /**
   * It is silent at the address in use, and its name has another one by now.
   *
   * @param hostName its name
   * @param inUse where it is asked
   * @param resolved the address its name has
   */
  record AddressMoved(String hostName, InetAddress inUse, InetAddress resolved) implements Cause {
    @Override
    public String words() {
      return "silent at %s, and the name %s is %s now; it is asked there within five minutes"
          .formatted(inUse.getHostAddress(), hostName, resolved.getHostAddress());
    }
  }

  /**
   * We ourselves are cut off from it.
   *
   * @param uplinks the names of the uplinks that are lost
   */
  record CutOff(List<String> uplinks) implements Cause {
    /** Copies the list. */
    public CutOff {
      uplinks = List.copyOf(uplinks);
    }

    @Override
    public String words() {
      return uplinks.isEmpty()
          ? "we are cut off from it"
          : "we are cut off behind uplink " + String.join(" and ", uplinks);
    }
  }

  /**
   * Our side cannot send.
   *
   * @param reason what failed
   */
  record CannotSend(String reason) implements Cause {
    @Override
    public String words() {
      return "our side cannot send: " + reason;
    }
  }

  /**
   * Something it depends on is down.
   *
   * @param root the id of the device at fault
   * @param since since when it is
   * @param last the last hop that still answers; null when that is not known
   */
  record BehindFault(String root, Instant since, @Nullable PathHop last) implements Cause {
    @Override
    public String words() {
      String end = last == null ? "" : "; the last that answers is " + last.who();
      return "cut off by " + root + ", which is at fault since " + since + end;
    }
  }

  /**
   * Somebody on the way says that it cannot be reached.
   *
   * @param by who; null when that is not known
   * @param device the id of the device of the inventory that is; null for none
   * @param reason in the words of the protocol
   */
  record ToldUnreachable(@Nullable InetAddress by, @Nullable String device, String reason)
      implements Cause {
    @Override
    public String words() {
      return (by == null ? "somebody on the way" : PathHop.who(by, device)) + " says " + reason;
    }
  }

  /**
   * Routers pass its packets to each other in a circle.
   *
   * @param between the routers of the circle, in words and in their order
   */
  record LoopOnPath(List<String> between) implements Cause {
    /** Copies the list. */
    public LoopOnPath {
      between = List.copyOf(between);
    }

    @Override
    public String words() {
      return "loop on the path: " + String.join(" and ", between) + " answer in turn";
    }
  }

  /**
   * Nobody answers from some hop on.
   *
   * @param hop the first that does not answer, 1 for the first router
   * @param last the last that did; null when none did
   */
  record SilentFrom(int hop, @Nullable PathHop last) implements Cause {
    @Override
    public String words() {
      return last == null
          ? "silent from the first hop on: look at our own gateway, cable and firewall"
          : "silent from hop %d on: last answer from %s, next is not answering"
              .formatted(hop, last.who());
    }
  }

  /**
   * The routers of the way answer up to the last that is asked, and the device is further off.
   *
   * @param hops how many hops were asked
   */
  record TooFar(int hops) implements Cause {
    @Override
    public String words() {
      return "not reached within " + hops + " hops, all of which may answer";
    }
  }

  /**
   * It does not answer, and where it ends is not known.
   *
   * @param silence how it is known that it does not answer
   * @param why why no more is known
   */
  record Silent(String silence, String why) implements Cause {
    @Override
    public String words() {
      return silence + "; " + why;
    }
  }

  /**
   * Nothing could be found out in time.
   *
   * @param took how long was tried
   */
  record Undecided(Duration took) implements Cause {
    @Override
    public String words() {
      return "nothing was found out within " + Words.millis(took) + "; try again";
    }
  }
}
