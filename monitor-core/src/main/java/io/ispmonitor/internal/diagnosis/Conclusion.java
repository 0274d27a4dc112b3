package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.Cause;
import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.NameFinding;
import io.ispmonitor.diagnosis.PathFinding;
import io.ispmonitor.diagnosis.PathHop;
import io.ispmonitor.diagnosis.PingFinding;
import io.ispmonitor.diagnosis.PortFinding;
import io.ispmonitor.diagnosis.ProbeFinding;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Role;
import io.ispmonitor.reachability.Outage;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What all that was found comes to: the most telling cause first. */
final class Conclusion {
  private final Subject subject;
  private final NameFinding name;
  private final PingFinding ping;
  private final PathFinding path;
  private final List<PortFinding> ports;
  private final List<ProbeFinding> probes;
  private final Duration took;

  Conclusion(
      Subject subject,
      NameFinding name,
      PingFinding ping,
      PathFinding path,
      List<PortFinding> ports,
      List<ProbeFinding> probes,
      Duration took) {
    this.subject = subject;
    this.name = name;
    this.ping = ping;
    this.path = path;
    this.ports = ports;
    this.probes = probes;
    this.took = took;
  }

  Cause cause() {
    String how = howItAnswers();
    return how == null ? whySilent() : whatElse(how);
  }

  /** By what it is known to answer; null when it is not. */
  private @Nullable String howItAnswers() {
    if (ping.answered() > 0) {
      return ping.words();
    }
    if (path instanceof PathFinding.Traced traced && traced.end() == PathFinding.End.REACHED) {
      return "answers at hop " + traced.hops().size();
    }
    return firstWords(ProbeFinding::isAnswered)
        .or(() -> firstPort(PortFinding.State.OPEN, " is open"))
        .or(() -> firstWords(this::isRefusedByItself))
        .or(() -> firstPort(PortFinding.State.REFUSED, " is refused, which takes a host"))
        .orElse(null);
  }

  private Optional<String> firstWords(Predicate<ProbeFinding> which) {
    return probes.stream().filter(which).findFirst().map(ProbeFinding::words);
  }

  private Optional<String> firstPort(PortFinding.State state, String words) {
    return ports.stream()
        .filter(is -> is.state() == state)
        .findFirst()
        .map(is -> is.endpoint().words() + words);
  }

  /** Whether the device itself said no, as a server does whose page is not the wanted one. */
  private boolean isRefusedByItself(ProbeFinding probe) {
    return probe.outcome() instanceof ProbeOutcome.Refused no
        && no.by() != null
        && no.by().equals(name.address());
  }

  private Cause whatElse(String how) {
    Optional<PortFinding> closed = ports.stream().filter(PortFinding::isClosed).findFirst();
    if (closed.isPresent()) {
      PortFinding port = closed.get();
      return new Cause.PortClosed(port.endpoint(), port.probe(), port.state());
    }
    Optional<ProbeFinding> failing = probes.stream().filter(ProbeFinding::isTrouble).findFirst();
    if (failing.isPresent()) {
      return new Cause.ProbeFails(failing.get().probe(), howItFails(failing.get()));
    }
    if (ping.answered() > 0 && ping.answered() < ping.sent()) {
      return new Cause.Lossy(ping.sent(), ping.answered());
    }
    boolean wasOut = subject.status().state().isOutage() || !subject.cutOffBehind().isEmpty();
    return wasOut
        ? new Cause.AnswersAgain(how, subject.status().state(), subject.status().since())
        : new Cause.Reachable(how);
  }

  /** A silence at a UDP port that nobody calls closed has two usual causes. */
  private String howItFails(ProbeFinding failing) {
    return failing.outcome() instanceof ProbeOutcome.Silent
        ? ports.stream()
            .filter(is -> is.probe().equals(failing.probe()))
            .filter(is -> is.state() == PortFinding.State.NOT_PROVABLE)
            .findFirst()
            .map(
                is ->
                    failing.outcomeWords()
                        + " at "
                        + is.endpoint().words()
                        + ", which nobody says is closed: a filter drops it, or the device ignores"
                        + " who asks (wrong community or user, or our address is not on its list)")
            .orElseGet(failing::outcomeWords)
        : failing.outcomeWords();
  }

  private Cause whySilent() {
    if (name instanceof NameFinding.Nowhere) {
      return new Cause.NotAddressed();
    }
    if (name instanceof NameFinding.Unresolved unresolved && name.address() == null) {
      return new Cause.NameUnresolved(unresolved);
    }
    String unsent = whyUnsent();
    if (unsent != null) {
      return new Cause.CannotSend(unsent);
    }
    if (!subject.cutOffBehind().isEmpty()) {
      return new Cause.CutOff(subject.cutOffBehind());
    }
    String root = subject.status().rootCause();
    Outage outage = subject.status().outage();
    if (root != null && outage != null) {
      return new Cause.BehindFault(root, outage.startedAt(), path.lastHeard().orElse(null));
    }
    if (name instanceof NameFinding.Moved moved) {
      return new Cause.AddressMoved(moved.hostName(), moved.address(), moved.resolved());
    }
    return whereItEnds();
  }

  /** Why nothing leaves our side; null when something does. */
  private @Nullable String whyUnsent() {
    boolean isHeardOf =
        probes.stream()
            .map(ProbeFinding::outcome)
            .anyMatch(
                is -> is instanceof ProbeOutcome.Silent || is instanceof ProbeOutcome.Refused);
    if (ping.sent() > 0 || isHeardOf) {
      return null;
    }
    return ping.unsent()
        .or(
            () ->
                probes.stream()
                    .filter(is -> is.role() == Role.REACHABILITY)
                    .map(ProbeFinding::outcome)
                    .filter(ProbeOutcome.Broken.class::isInstance)
                    .map(is -> ((ProbeOutcome.Broken) is).reason())
                    .findFirst())
        .orElse(null);
  }

  private Cause whereItEnds() {
    if (path instanceof PathFinding.Traced traced && traced.end() == PathFinding.End.LOOP) {
      return loop(traced.hops());
    }
    Cause told = toldUnreachable();
    if (told != null) {
      return told;
    }
    if (path instanceof PathFinding.Traced traced && !traced.hops().isEmpty()) {
      return silentFrom(traced);
    }
    return silent();
  }

  private static Cause loop(List<PathHop> hops) {
    int length = Circle.lengthAtEnd(hops.stream().map(PathHop::answer).toList());
    List<PathHop> circle = hops.subList(hops.size() - length, hops.size());
    return new Cause.LoopOnPath(circle.stream().map(PathHop::who).toList());
  }

  private @Nullable Cause toldUnreachable() {
    for (PathHop hop : path.hops()) {
      if (hop.answer() instanceof HopAnswer.Unreachable no) {
        return told(no.by(), hop.device(), no.reason());
      }
    }
    for (HopAnswer answer : ping.answers()) {
      if (answer instanceof HopAnswer.Unreachable no) {
        return told(no.by(), null, no.reason());
      }
    }
    boolean isTraced = path instanceof PathFinding.Traced;
    for (ProbeFinding probe : isTraced ? List.<ProbeFinding>of() : probes) {
      if (probe.outcome() instanceof ProbeOutcome.Refused no && isOfTheWay(no, probe)) {
        return told(no.by(), null, no.reason());
      }
    }
    return null;
  }

  /**
   * Whether a refusal comes from the way. That of an echo does, even if nobody knows by whom; that
   * of a conversation at a port may merely be about what was said there.
   */
  private boolean isOfTheWay(ProbeOutcome.Refused no, ProbeFinding probe) {
    return no.by() != null || ports.stream().noneMatch(is -> is.probe().equals(probe.probe()));
  }

  private static Cause told(@Nullable InetAddress by, @Nullable String device, String reason) {
    return by != null && isOurs(by)
        ? new Cause.CannotSend(
            "this machine itself says "
                + reason
                + "; nobody on its network has that address, or its link is down")
        : new Cause.ToldUnreachable(by, device, reason);
  }

  /** Whether an address is one of this machine's. */
  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false; // nothing is known of our interfaces
    }
  }

  private static Cause silentFrom(PathFinding.Traced traced) {
    if (traced.end() == PathFinding.End.TOO_LONG) {
      return new Cause.TooFar(traced.hops().size());
    }
    PathHop last = traced.lastHeard().orElse(null);
    return new Cause.SilentFrom(last == null ? 1 : last.number() + 1, last);
  }

  private Cause silent() {
    if (ping.sent() > 0) {
      return new Cause.Silent(ping.words(), path.words());
    }
    return probes.stream()
        .filter(ProbeFinding::isTrouble)
        .findFirst()
        .<Cause>map(is -> new Cause.Silent("probe " + is.words(), path.words()))
        .orElseGet(() -> new Cause.Undecided(took));
  }
}
