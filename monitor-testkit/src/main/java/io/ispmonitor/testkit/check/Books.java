package io.ispmonitor.testkit.check;

import static java.util.stream.Collectors.joining;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence.Basis;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.reachability.StateLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the events into the order of what follows from what, counts, and shows them to everything
 * that is looked after.
 */
final class Books {
  /** Read from the state log at the end, at most; reading may take as long as the log is. */
  private static final int MOST_READ = 500;

  private final Settings settings;
  private final Network network;
  private final Outages outages = new Outages();
  private final Knowledge knowledge = new Knowledge(outages);
  private final Quiet quiet;
  private final Ledger ledger;
  private final List<Invariant> invariants;
  private final Map<String, Integer> probes = new HashMap<>();
  private final Moment moment = new Moment();

  /** What was heard since the last outcome; it may have come of the next one. */
  private final List<Object> pending = new ArrayList<>();

  private boolean isAnythingHeard;

  Books(Inventory inventory, Settings settings, Findings findings) {
    this.settings = settings;
    this.network = new Network(settings);
    this.ledger = new Ledger(findings);
    Cutoffs cutoffs = new Cutoffs(network);
    this.quiet = new Quiet(network, settings.maintenance(), knowledge, cutoffs, findings);
    this.invariants =
        List.of(
            cutoffs,
            new Confirmation(findings),
            new ParentsFirst(network, findings),
            new Blame(settings.truth(), outages, findings),
            new Roots(network, outages, findings),
            new Recoveries(settings, cutoffs, findings),
            new Detection(settings, cutoffs, findings),
            new Continuity(settings, findings),
            new EvidenceFits(findings),
            new Pairs(knowledge, findings),
            quiet,
            new NothingForgotten(settings, knowledge, quiet, findings),
            new FlappingCause(quiet, findings),
            new QualityFits(findings),
            new Witnesses(settings.uplinks(), network, findings),
            new Promptness(network, quiet, findings),
            new OneQuestion(findings),
            new Budget(network, findings),
            new Turns(network, findings));
    network.follow(inventory);
  }

  void hear(Object event) {
    pending.add(event);
  }

  void hear(ProbeResult result) {
    Heard heard = Heard.of(result, number(result.probe()));
    moment.passes(heard.askedAt());
    follow();
    Node node = network.find(result.device().id());
    if (node == null || !node.isPresent()) {
      settle(null);
      return;
    }
    Settings.Asks judging = settings.reachabilityOf(result.device());
    boolean judges = judging != null && judging.probe().equals(result.probe());
    for (Invariant invariant : invariants) {
      invariant.onQuestion(node, heard);
    }
    if (!judges) {
      settle(null);
      return;
    }
    isAnythingHeard = true;
    count(node, heard);
    invariants.forEach(is -> is.onHeard(node, heard));
    settle(node);
    invariants.forEach(is -> is.onOutcome(node, heard));
  }

  /** Why nothing could be checked; null when something was. */
  @Nullable String deafness() {
    if (isAnythingHeard) {
      return null;
    }
    String told = settings.judging().stream().collect(joining("', '", "'", "'"));
    String heard = probes.isEmpty() ? "none" : String.join(", ", new TreeSet<>(probes.keySet()));
    return ("heard nothing of probe %s, so nothing was checked; heard of: %s; is the checker attached"
            + " with MonitorBuilder.with(checker)?")
        .formatted(told, heard);
  }

  /** Whether somebody should have been asked by now. */
  private boolean isAnyOverdue(long now) {
    return network.all().stream().anyMatch(node -> node.asked && node.dueBy < now);
  }

  void restarted(long now) {
    settle(null);
    moment.passes(now);
    follow();
    network.all().forEach(node -> node.now.restarted());
    invariants.forEach(is -> is.onInterruption(now));
    invariants.forEach(Invariant::onRestart);
    quiet.restarted(now);
  }

  void interrupted(long now) {
    settle(null);
    moment.passes(now);
    follow();
    invariants.forEach(is -> is.onInterruption(now));
  }

  void clockSet(long now) {
    interrupted(now);
    moment.isSet(now);
    network.clockSet(now);
    invariants.forEach(is -> is.onClockSet(now));
  }

  /**
   * Looks at everything.
   *
   * @throws IllegalStateException when nothing was heard, though it should have been
   */
  void conclude(long now, Function<String, Optional<DeviceStatus>> statuses, StateLog log) {
    moment.passes(now);
    follow();
    settle(null);
    String deafness = deafness();
    if (deafness != null && isAnyOverdue(now)) {
      throw new IllegalStateException(deafness);
    }
    int step = Math.max(1, (network.all().size() + MOST_READ - 1) / MOST_READ);
    int place = 0;
    for (Node node : network.all()) {
      if (!node.isPresent()) {
        continue;
      }
      invariants.forEach(is -> is.atEnd(node, now));
      ledger.compare(node, statuses, now);
      if (place++ % step == 0) {
        ledger.compare(node, log, now);
      }
    }
  }

  private void follow() {
    for (Node gone : network.update(moment.now)) {
      invariants.forEach(is -> is.onGone(gone));
    }
  }

  private void count(Node node, Heard heard) {
    GroundTruth truth = settings.truth();
    boolean reachable = false;
    boolean atFault = false;
    if (truth != null && heard.kind() == Heard.Kind.MISS) {
      Instant asked = EpochNanos.toInstant(heard.askedAt());
      Instant ended = EpochNanos.toInstant(heard.askedAt() + heard.waited());
      // What fails while the question is under way may make it fail.
      reachable = truth.isReachable(node.id, asked) && truth.isReachable(node.id, ended);
      atFault = truth.isAtFault(node.id, asked) || truth.isAtFault(node.id, ended);
    }
    node.count(heard, settings.policyOf(node.id), reachable, atFault);
  }

  /** Takes up what was heard since the last outcome. */
  private void settle(@Nullable Node asked) {
    if (pending.isEmpty()) {
      return;
    }
    follow();
    moment.hears(asked);
    for (Object event : pending) {
      if (event instanceof StateChange change) {
        take(change);
      } else if (event instanceof Announcement announcement) {
        take(announcement);
      } else if (event instanceof Isolation isolation) {
        invariants.forEach(is -> is.onIsolation(isolation));
      }
    }
    pending.clear();
    invariants.forEach(is -> is.onSettled(moment));
  }

  private void take(StateChange change) {
    moment.passes(EpochNanos.of(change.at()));
    Node node = find(change.device(), change.evidence().basis() == Basis.REMOVED);
    if (node == null) {
      return; // of a device that was forgotten
    }
    Outage before = node.outage;
    if (node.mayBeginAnew && change.from() == DeviceState.UNKNOWN) {
      node.beginAnew();
    }
    node.mayBeginAnew = false;
    invariants.forEach(is -> is.onChange(node, change, moment));
    node.apply(change);
    outages.moves(before, node.outage);
  }

  private void take(Announcement announcement) {
    long at = EpochNanos.of(announcement.at());
    moment.passes(at);
    Node node = find(announcement.device(), announcement.kind() == Announcement.Kind.WITHDRAWN);
    if (node != null) {
      invariants.forEach(is -> is.onAnnouncement(node, announcement, moment));
      knowledge.learns(node, announcement, at);
    }
  }

  /** A last word is about the device that was removed, also when it has come back since. */
  private @Nullable Node find(String id, boolean isLastWord) {
    Node node = network.find(id);
    if (node == null || !isLastWord || !node.isPresent() || node.former == null) {
      return node;
    }
    return node.former;
  }

  private int number(String probe) {
    return probes.computeIfAbsent(probe, is -> probes.size());
  }
}
