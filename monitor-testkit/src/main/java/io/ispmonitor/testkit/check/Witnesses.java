package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Uplink;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** We are cut off from an uplink if, and only as long as, enough of its witnesses are silent. */
final class Witnesses implements Invariant {
  private static final long SLACK = Duration.ofSeconds(10).toNanos();

  private final List<Uplink> uplinks;
  private final Network network;
  private final Findings findings;
  private final Set<String> witnesses = new HashSet<>();
  private final Set<String> silent = new HashSet<>();
  private final Set<String> lost = new HashSet<>();

  /** Since when an uplink's standing is not what its witnesses say. */
  private final Map<String, Long> wrongSince = new HashMap<>();

  /** The witness that came back with the outcome heard last. */
  private @Nullable String justBack;

  Witnesses(List<Uplink> uplinks, Network network, Findings findings) {
    this.uplinks = uplinks;
    this.network = network;
    this.findings = findings;
    uplinks.forEach(uplink -> witnesses.addAll(uplink.witnesses()));
  }

  @Override
  public void onHeard(Node node, Heard heard) {
    justBack = null;
    if (!witnesses.contains(node.id)) {
      return;
    }
    if (node.now.misses >= node.now.policy.misses()) {
      silent.add(node.id);
    } else if (node.now.answers >= node.now.policy.answers() && silent.remove(node.id)) {
      justBack = node.id;
    }
  }

  @Override
  public void onOutcome(Node node, Heard heard) {
    if (witnesses.contains(node.id)) {
      look(heard.askedAt());
    }
  }

  @Override
  public void atEnd(Node node, long now) {
    if (witnesses.contains(node.id)) {
      look(now);
    }
  }

  @Override
  public void onIsolation(Isolation isolation) {
    boolean isNews =
        isolation.isOpen() ? lost.add(isolation.uplink()) : lost.remove(isolation.uplink());
    if (!isNews) {
      findings.add(
          Rule.ISOLATED_RIGHTLY,
          "",
          EpochNanos.of(isolation.until() == null ? isolation.since() : isolation.until()),
          "uplink '%s' is called %s, which was said before"
              .formatted(isolation.uplink(), isolation.isOpen() ? "lost" : "back"));
    }
    if (isolation.isOpen()) {
      isConfirmed(isolation);
    }
  }

  private void isConfirmed(Isolation isolation) {
    for (Uplink uplink : uplinks) {
      long count = uplink.witnesses().stream().filter(this::isOrWasSilent).count();
      if (uplink.name().equals(isolation.uplink()) && count < uplink.quorum()) {
        findings.add(
            Rule.ISOLATED_RIGHTLY,
            "",
            EpochNanos.of(isolation.since()),
            "uplink '%s' is called lost when %d of its witnesses are silent; its quorum is %d"
                .formatted(uplink.name(), count, uplink.quorum()));
      }
    }
  }

  @Override
  public void onInterruption(long now) {
    wrongSince.clear();
  }

  @Override
  public void onRestart() {
    silent.clear(); // while what is lost stays lost until its witnesses are heard
    wrongSince.clear();
  }

  private boolean isOrWasSilent(String witness) {
    return silent.contains(witness) || witness.equals(justBack);
  }

  private void look(long at) {
    for (Uplink uplink : uplinks) {
      long count = uplink.witnesses().stream().filter(silent::contains).count();
      boolean isSilent = count >= uplink.quorum();
      if (isSilent == lost.contains(uplink.name())) {
        wrongSince.remove(uplink.name());
        continue;
      }
      long since = wrongSince.computeIfAbsent(uplink.name(), is -> at);
      if (at - since > 2 * network.longestInterval() + SLACK) {
        wrongSince.put(uplink.name(), Long.MAX_VALUE); // said once
        findings.add(
            Rule.ISOLATED_RIGHTLY,
            "",
            at,
            "uplink '%s' is %s since %s, and %d of its witnesses are silent; its quorum is %d"
                .formatted(
                    uplink.name(),
                    isSilent ? "not called lost" : "called lost",
                    Times.text(since),
                    count,
                    uplink.quorum()));
      }
    }
  }
}
