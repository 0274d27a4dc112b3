package io.ispmonitor.internal.path;

import io.ispmonitor.metric.EpochNanos;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.Told;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what people are told: each trouble once, at the device at fault, and its end to whoever
 * heard of its beginning. Compares what they know with what is so, whenever one of the two may have
 * changed; so it does no harm to call it once too often. What finds no room is not lost: people do
 * not know it, so it is tried again.
 */
final class Notices {
  private final TimeSource time;
  private final Rules rules;
  private final Outputs outputs;

  /** Flapping devices, and when the next digest of each is due. */
  private final Map<Watched, Long> digests = new LinkedHashMap<>();

  /** Devices of which something found no room, and how to try again. */
  private final Map<Watched, Runnable> owed = new LinkedHashMap<>();

  Notices(TimeSource time, Rules rules, Outputs outputs) {
    this.time = time;
    this.rules = rules;
    this.outputs = outputs;
  }

  /** Something about a device changed. */
  void reconcile(Watched watched) {
    if (watched.pass != null || watched.removed || Uplinks.isCutOff(watched)) {
      return; // we come first, and then one full look; what is gone was withdrawn
    }
    Told before = watched.told;
    ends(watched);
    if (!watched.isKeptQuiet()) {
      beginnings(watched);
    }
    if (!before.equals(watched.told)) {
      outputs.note(watched);
    }
  }

  /** A device is not watched any more, or not by a reachability probe. */
  void withdraw(Watched watched, String why) {
    digests.remove(watched);
    if (watched.told.isAnything()) {
      Outage outage = watched.told.outage();
      if (!announce(watched, Told.NOTHING, Kind.WITHDRAWN, outage, now(), why)) {
        owed.put(watched, () -> withdrawAgain(watched, why));
      }
      outputs.note(watched);
    }
  }

  private void withdrawAgain(Watched watched, String why) {
    if (watched.removed || !watched.isAsked()) {
      withdraw(watched, why);
    } else {
      reconcile(watched); // it is asked again
    }
  }

  /**
   * A deeper root takes an outage over: what people know of those that were blamed before goes with
   * it, and what else they know of them is withdrawn.
   *
   * @return whether people know of the outage that goes on
   */
  boolean inherit(Watched root, List<Watched> blamedBefore, Outage outage) {
    boolean known = false;
    for (Watched blamed : blamedBefore) {
      Outage told = blamed.told.outage();
      if (told == null) {
        continue;
      }
      Told without = blamed.told.outage(null);
      if (told.id().equals(outage.id())) {
        blamed.told = without;
        root.told = root.told.outage(outage);
        known = true;
      } else {
        String why = "belongs to the outage of " + root.id();
        announce(blamed, without, Kind.WITHDRAWN, told, now(), why);
      }
      outputs.note(blamed);
    }
    return known;
  }

  /** Whoever heard of an outage is told where the fault is. */
  void rootFound(Watched root, Outage outage) {
    String text = root.id() + " is at fault, " + outage.affected() + " behind it";
    if (!announce(root, root.told, Kind.ROOT_FOUND, outage, outage.startedAt(), text)) {
      owed.put(root, () -> rootFoundAgain(root, outage));
    }
    outputs.note(root);
  }

  private void rootFoundAgain(Watched root, Outage outage) {
    if (outage.equals(root.told.outage())) {
      rootFound(root, outage);
    }
    reconcile(root);
  }

  /** Tries again what found no room, and tells from time to time how flapping devices stand. */
  void review(long now) {
    tellOwed();
    for (Map.Entry<Watched, Long> entry : digests.entrySet()) {
      Watched watched = entry.getKey();
      if (now - entry.getValue() < 0) {
        continue;
      }
      entry.setValue(nextDigest(watched, now));
      DeviceState state = watched.verdict.state();
      boolean isItsOwn = state.isAnswering() || state == DeviceState.DOWN;
      boolean isHeld = watched.pass != null || Uplinks.isCutOff(watched);
      if (isItsOwn && !isHeld && !watched.isKeptQuiet()) {
        Outage outage = watched.verdict.outage();
        announce(watched, watched.told, Kind.STILL_FLAPPING, outage, now(), share(watched));
      }
    }
  }

  /** Until there is no room again. */
  private void tellOwed() {
    while (!owed.isEmpty()) {
      Map.Entry<Watched, Runnable> first = owed.entrySet().iterator().next();
      Watched watched = first.getKey();
      Runnable again = first.getValue();
      owed.remove(watched);
      again.run();
      if (owed.containsKey(watched)) {
        return;
      }
    }
  }

  private void ends(Watched watched) {
    DeviceState state = watched.verdict.state();
    Told told = watched.told;
    if (told.flapping() && !watched.flapping) {
      digests.remove(watched);
      Told settled = watched.told.flapping(false);
      announce(watched, settled, Kind.SETTLED, null, now(), share(watched));
    }
    if (watched.flapping && told.flapping()) {
      return; // people know that it comes and goes: what is owed is told when it has settled
    }
    if (told.outage() != null && state.isAnswering()) {
      Outage outage = watched.told.outage();
      Told recovered = watched.told.outage(null);
      announce(watched, recovered, Kind.RECOVERED, outage, now(), reason(watched));
    }
    if (told.degraded() && state == DeviceState.UP && Quality.isKnown(watched)) {
      Told within = watched.told.degraded(false);
      announce(watched, within, Kind.WITHIN_LIMITS, null, now(), reason(watched));
    }
  }

  private void beginnings(Watched watched) {
    if (watched.flapping) {
      digests.putIfAbsent(watched, nextDigest(watched, time.nanoTime()));
      if (!watched.told.flapping()) {
        Told flapping = watched.told.flapping(true);
        Outage outage = watched.verdict.outage();
        announce(watched, flapping, Kind.FLAPPING, outage, now(), share(watched));
      }
      return;
    }
    Outage outage = watched.verdict.state() == DeviceState.DOWN ? watched.ownOutage() : null;
    Outage told = watched.told.outage();
    if (told != null && (outage == null || outage.id().equals(told.id()))) {
      return;
    }
    if (outage != null) { // the one that was told, if any, ended while nothing could be told
      Told down = watched.told.outage(outage).degraded(false); // which is worse
      Instant since = since(watched, outage.startedAt());
      announce(watched, down, Kind.DOWN, outage, since, behind(outage, watched));
    } else if (watched.verdict.state() == DeviceState.DEGRADED && !watched.told.degraded()) {
      Told degraded = watched.told.degraded(true);
      Instant began = EpochNanos.toInstant(watched.verdict.sinceEpochNanos());
      announce(watched, degraded, Kind.DEGRADED, null, since(watched, began), reason(watched));
    }
  }

  /** A trouble that maintenance kept back counts from the end of that. */
  private static Instant since(Watched watched, Instant began) {
    Instant kept = watched.keptBackUntil;
    return kept != null && kept.isAfter(began) ? kept : began;
  }

  /** Whether people know more than before; if not, it is owed to them. */
  private boolean announce(
      Watched watched, Told after, Kind kind, @Nullable Outage outage, Instant since, String text) {
    boolean taken =
        outputs.announce(
            new Announcement(
                kind,
                watched.id(),
                now(),
                since,
                watched.verdict.state(),
                outage,
                text,
                watched.verdict.evidence()));
    if (taken) {
      watched.told = after;
    } else {
      owed.put(watched, () -> reconcile(watched));
    }
    return taken;
  }

  private String share(Watched watched) {
    Flaps flaps = watched.flaps;
    double share = flaps == null ? 0 : flaps.share(rules.of(watched).flapping(), time.nanoTime());
    return "changed %d times, in %d %% of the last %s; it is %s"
        .formatted(
            flaps == null ? 0 : flaps.changes(),
            Math.round(share * 100),
            words(rules.of(watched).flapping().window()),
            watched.verdict.state());
  }

  private static String words(Duration window) {
    return window.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String behind(Outage outage, Watched watched) {
    return outage.affected() == 0
        ? reason(watched)
        : reason(watched) + "; " + outage.affected() + " behind it";
  }

  private static String reason(Watched watched) {
    return watched.verdict.evidence().reason();
  }

  private long nextDigest(Watched watched, long now) {
    return now + rules.of(watched).flapping().digestEvery().toNanos();
  }

  private Instant now() {
    return time.instant();
  }
}
