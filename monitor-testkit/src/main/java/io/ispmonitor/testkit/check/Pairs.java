package io.ispmonitor.testkit.check;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Announcements come once, in pairs, and say what is so. */
final class Pairs implements Invariant {
  private final Knowledge knowledge;
  private final Findings findings;
  private final List<Said> said = new ArrayList<>();

  Pairs(Knowledge knowledge, Findings findings) {
    this.knowledge = knowledge;
    this.findings = findings;
  }

  private record Said(Node node, Announcement announcement) {}

  @Override
  public void onAnnouncement(Node node, Announcement announcement, Moment moment) {
    String wrong = outOfPair(node, announcement);
    if (wrong != null) {
      violated(Rule.TOLD_IN_PAIRS, node, announcement, wrong);
    }
    said.add(new Said(node, announcement));
  }

  /** The states that belong to what was said may have been told after it. */
  @Override
  public void onSettled(Moment moment) {
    for (Said is : said) {
      String wrong = untrue(is.node, is.announcement);
      if (wrong != null) {
        violated(Rule.TOLD_WHAT_IS, is.node, is.announcement, wrong);
      }
    }
    said.clear();
  }

  private @Nullable String outOfPair(Node node, Announcement announcement) {
    return switch (announcement.kind()) {
      case DOWN -> down(node, announcement.outage());
      case ROOT_FOUND -> rootFound(node, announcement.outage());
      case RECOVERED -> ended(node, announcement.outage());
      case WITHDRAWN ->
          announcement.outage() == null && knowledge.isAnything(node)
              ? null
              : ended(node, announcement.outage());
      case DEGRADED -> knowledge.isDegraded(node) ? "twice" : null;
      case WITHIN_LIMITS -> knowledge.isDegraded(node) ? null : "without DEGRADED before it";
      case FLAPPING -> knowledge.isFlapping(node) ? "twice" : null;
      case STILL_FLAPPING -> digest(node, announcement);
      case SETTLED -> knowledge.isFlapping(node) ? null : "without FLAPPING before it";
    };
  }

  private @Nullable String down(Node node, @Nullable Outage outage) {
    if (outage == null) {
      return "without an outage";
    }
    Node told = knowledge.rootOf(outage);
    if (told != null) {
      return "of outage %s, which was announced before at %s".formatted(outage.id(), told);
    }
    String other = knowledge.outageAt(node);
    return other == null ? null : "while the end of outage " + other + " is not announced yet";
  }

  private @Nullable String rootFound(Node node, @Nullable Outage outage) {
    Node told = outage == null ? null : knowledge.rootOf(outage);
    if (told == null) {
      return "of an outage that was not announced: " + outage;
    }
    return told.id.equals(node.id) ? "twice" : null;
  }

  private @Nullable String ended(Node node, @Nullable Outage outage) {
    Node told = outage == null ? null : knowledge.rootOf(outage);
    if (told == null) {
      return "of an outage that was not announced, or whose end was: " + outage;
    }
    return told.id.equals(node.id) ? null : "of an outage that was announced at " + told;
  }

  private @Nullable String digest(Node node, Announcement announcement) {
    if (!knowledge.isFlapping(node)) {
      return "without FLAPPING before it";
    }
    long since = EpochNanos.of(announcement.at()) - knowledge.digestAt(node);
    long every = node.now.policy.flapping().digestEvery().toNanos();
    return since < every ? "after no more than " + Times.span(since) : null;
  }

  private static @Nullable String untrue(Node node, Announcement announcement) {
    Outage outage = announcement.outage();
    String stands = "and it is " + node.state;
    boolean isSo =
        switch (announcement.kind()) {
          case DOWN, ROOT_FOUND -> outage != null && node.isDown(outage.id());
          case RECOVERED -> outage == null || !node.isDown(outage.id());
          case WITHDRAWN -> !node.asked || outage == null || !node.isDown(outage.id());
          case DEGRADED -> node.state == DeviceState.DEGRADED;
          case WITHIN_LIMITS -> node.state != DeviceState.DEGRADED;
          case FLAPPING, STILL_FLAPPING, SETTLED -> true;
        };
    return isSo ? null : stands;
  }

  private void violated(Rule rule, Node node, Announcement announcement, String text) {
    findings.add(
        rule,
        node.id,
        EpochNanos.of(announcement.at()),
        announcement.kind() + " announced " + text);
  }
}
