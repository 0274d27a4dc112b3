package io.ispmonitor.alerting;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Device;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.Outage;
import io.ispmonitor.reachability.StateChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes signals of what the judge says of devices. Every device that is out has an alert, but only
 * what the judge announces may be told; of the others it is known why not. The desk's thread.
 */
final class Reachability {
  private static final Logger log = LoggerFactory.getLogger(Reachability.class);

  static final String DOWN = "device.down";
  static final String UNREACHABLE = "device.unreachable";
  static final String DEGRADED = "device.degraded";
  static final String FLAPPING = "device.flapping";
  static final String ISOLATED = "monitor.isolated";

  /** The fact of what is known from probes that only observe. */
  static final String OBSERVED = "observed";

  /** The fact that names the outage. */
  static final String OUTAGE = "outage";

  /** The fact of what ended without good news. */
  static final String WITHDRAWN = "withdrawn";

  /** The fact of which device's alert goes on in the place of this one. */
  static final String TAKEN_OVER = "takenOver";

  /** The fact that the judge has announced it. */
  private static final String ANNOUNCED = "announced";

  private static final String STATE_KEY = "reachability/";
  private static final String QUALITY_KEY = "quality/";
  private static final String FLAPPING_KEY = "flapping/";
  private static final String ISOLATION_KEY = "isolation/";

  private final MonitorContext monitor;
  private final SeverityPolicy severities;
  private final Signal.Sink sink;
  private final Consumer<Signal.Raised> expected;

  /** Devices of which people should be told that they are out, and when that was announced. */
  private final Map<String, Instant> announced = new HashMap<>();

  /** Which device was announced to be at fault in an outage. */
  private final Map<String, String> roots = new HashMap<>();

  /**
   * Begins with nothing announced.
   *
   * @param sink takes what is to be looked at at once
   * @param expected takes what the judge will probably announce in a moment
   */
  Reachability(
      MonitorContext monitor,
      SeverityPolicy severities,
      Signal.Sink sink,
      Consumer<Signal.Raised> expected) {
    this.monitor = monitor;
    this.severities = severities;
    this.sink = sink;
    this.expected = expected;
  }

  /** The key of the alert that a device is out. */
  static String key(String device) {
    return STATE_KEY + device;
  }

  /** Whether an alert is about a state that only the judge may have told. */
  static boolean isState(Alert alert) {
    return alert.key().startsWith(STATE_KEY);
  }

  /** Whether an alert is about how the judge takes a device to stand. */
  static boolean isJudged(Alert alert) {
    return isState(alert) || isQuality(alert) || isFlapping(alert);
  }

  static boolean isQuality(Alert alert) {
    return alert.key().startsWith(QUALITY_KEY);
  }

  static boolean isFlapping(Alert alert) {
    return alert.key().startsWith(FLAPPING_KEY);
  }

  /** The uplink whose loss an alert is about; null when it is about something else. */
  static @Nullable String uplink(Alert alert) {
    return alert.key().startsWith(ISOLATION_KEY)
        ? alert.key().substring(ISOLATION_KEY.length())
        : null;
  }

  /** An alert is ended by somebody else. */
  void forget(Alert alert) {
    if (isState(alert)) {
      forget(alert.source());
    }
  }

  /** A device is not watched any more. */
  void forget(String device) {
    announced.remove(device);
    roots.values().removeIf(device::equals);
  }

  /** Whether the judge has said that people should be told that a device is out. */
  boolean isAnnounced(String device) {
    return announced.containsKey(device);
  }

  /** Whether the judge has said so at a time, or later. */
  boolean isAnnouncedSince(String device, Instant time) {
    Instant at = announced.get(device);
    return at != null && !at.isBefore(time);
  }

  /** It was announced before the program started, which is not done again. */
  void restore(Alert alert) {
    if (isState(alert) && alert.facts().containsKey(ANNOUNCED)) {
      announced.put(alert.source(), Instant.MIN);
      String outage = alert.facts().get(OUTAGE);
      if (outage != null) {
        roots.put(outage, alert.source());
      }
    }
  }

  /** The judge has announced it, and its alert was lost. */
  void takeUp(DeviceStatus status, Instant now) {
    String device = status.device().id();
    announced.put(device, now);
    Outage outage = status.outage();
    if (outage != null) {
      roots.putIfAbsent(outage.id(), device);
    }
    sink.accept(outage(device, now, status.state(), outage, status.evidence()));
  }

  void changed(StateChange change, boolean wasOpenBefore) {
    String device = change.device();
    Outage outage = change.outage();
    if (change.to().isOutage()) {
      Signal.Raised raised = outage(device, change.at(), change.to(), outage, change.evidence());
      if (change.to() == DeviceState.DOWN && !isAnnounced(device)) {
        expected.accept(raised);
      } else {
        sink.accept(raised);
      }
    } else if (isOver(change) && (!isAnnounced(device) || wasOpenBefore)) {
      announced.remove(device);
      clear(STATE_KEY + device, change.at(), change.evidence().reason(), false);
    }
  }

  /** What is merely not known any more is not over. */
  private static boolean isOver(StateChange change) {
    return change.to() == DeviceState.UP
        || change.to() == DeviceState.DEGRADED
        || change.evidence().basis() == Evidence.Basis.REMOVED;
  }

  private Signal.Raised outage(
      String device, Instant at, DeviceState state, @Nullable Outage outage, Evidence evidence) {
    Map<String, String> facts = facts(device);
    Instant since = outage == null ? at : outage.startedAt();
    if (isAnnounced(device)) {
      facts.put(ANNOUNCED, "true");
    }
    if (outage != null) {
      facts.put("root", outage.root());
      if (outage.root().equals(device)) {
        facts.put(OUTAGE, outage.id());
        facts.put("affected", Integer.toString(outage.affected() + 1));
        facts.put("subscribers", Long.toString(outage.subscribers()));
      }
    }
    boolean isDown = state == DeviceState.DOWN;
    return raised(
        STATE_KEY + device,
        isDown ? DOWN : UNREACHABLE,
        severity(device, outage),
        device,
        facts,
        name(device) + (isDown ? " is DOWN" : " cannot be reached"),
        evidence.reason(),
        at,
        since);
  }

  /** A policy that fails must not keep an outage from being told. */
  private Severity severity(String device, @Nullable Outage outage) {
    try {
      return severities.of(device(device), outage);
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
      log.error("ALERT_SEVERITY_FAILED the severity policy failed for {}", device, e);
      return Severity.CRITICAL;
    }
  }

  void announced(Announcement announcement) {
    String device = announcement.device();
    switch (announcement.kind()) {
      case DOWN, ROOT_FOUND -> {
        announced.put(device, announcement.at());
        sink.accept(
            outage(
                device,
                announcement.at(),
                announcement.state(),
                announcement.outage(),
                announcement.evidence()));
        atFault(announcement);
        takesOver(device, announcement.at());
      }
      case RECOVERED -> {
        announced.remove(device);
        over(announcement.outage());
        clear(STATE_KEY + device, announcement.at(), announcement.text(), false);
      }
      case WITHDRAWN -> withdrawn(announcement);
      case DEGRADED -> raise(announcement, QUALITY_KEY, DEGRADED, " is degraded");
      case WITHIN_LIMITS ->
          clear(QUALITY_KEY + device, announcement.at(), announcement.text(), false);
      case FLAPPING, STILL_FLAPPING ->
          raise(announcement, FLAPPING_KEY, FLAPPING, " keeps going up and down");
      case SETTLED -> clear(FLAPPING_KEY + device, announcement.at(), announcement.text(), false);
    }
  }

  /** That it is out is told in the place of that it was poor; the judge says no more of that. */
  private void takesOver(String device, Instant at) {
    String how = "it is out, which is told instead";
    sink.accept(new Signal.Cleared(QUALITY_KEY + device, at, how, takenOver(device)));
  }

  private static Map<String, String> takenOver(String heir) {
    return Map.of(TAKEN_OVER, heir, WITHDRAWN, "true");
  }

  /** What was announced ends without good news; what is left is kept back. */
  private void withdrawn(Announcement announcement) {
    String device = announcement.device();
    announced.remove(device);
    over(announcement.outage());
    for (String key : new String[] {STATE_KEY, QUALITY_KEY, FLAPPING_KEY}) {
      clear(key + device, announcement.at(), announcement.text(), true);
    }
    raiseAgain(device, announcement.at());
  }

  /** It is still out, for a reason that is not told. */
  private void raiseAgain(String device, Instant at) {
    Optional<DeviceStatus> status = monitor.status(device);
    if (status.isPresent() && status.get().state().isOutage()) {
      DeviceStatus now = status.get();
      sink.accept(outage(device, at, now.state(), now.outage(), now.evidence()));
    }
  }

  /** Who was blamed for the outage before is not at fault; the outage goes on as another's. */
  private void atFault(Announcement announcement) {
    Outage outage = announcement.outage();
    String device = announcement.device();
    String before = outage == null ? null : roots.put(outage.id(), device);
    if (before != null && !before.equals(device)) {
      announced.remove(before);
      String how = "its outage turned out to be that of " + device;
      sink.accept(
          new Signal.Cleared(STATE_KEY + before, announcement.at(), how, takenOver(device)));
      raiseAgain(before, announcement.at());
    }
  }

  private void over(@Nullable Outage outage) {
    if (outage != null) {
      roots.remove(outage.id());
    }
  }

  void isolated(Isolation isolation) {
    String key = ISOLATION_KEY + isolation.uplink();
    Instant until = isolation.until();
    if (until != null) {
      clear(key, until, "witnesses answer again", false);
      return;
    }
    Map<String, String> facts = new HashMap<>();
    facts.put("uplink", isolation.uplink());
    List<Evidence.Parent> witnesses = isolation.witnesses();
    if (!witnesses.isEmpty() && witnesses.stream().allMatch(is -> monitor.observes(is.id()))) {
      facts.put(OBSERVED, "true");
    }
    facts.put("affected", Integer.toString(isolation.devices()));
    sink.accept(
        raised(
            key,
            ISOLATED,
            Severity.CRITICAL,
            Alert.MONITOR,
            facts,
            "the monitoring is cut off behind " + isolation.uplink(),
            "%d witnesses were asked, %d devices behind it are unknown"
                .formatted(isolation.witnesses().size(), isolation.devices()),
            monitor.time().instant(),
            isolation.since()));
  }

  private void raise(Announcement announcement, String key, String type, String words) {
    String device = announcement.device();
    sink.accept(
        raised(
            key + device,
            type,
            Severity.WARNING,
            device,
            facts(device),
            name(device) + words,
            announcement.text(),
            announcement.at(),
            announcement.since()));
  }

  private void clear(String key, Instant at, String how, boolean isWithdrawn) {
    Map<String, String> facts = isWithdrawn ? Map.of(WITHDRAWN, "true") : Map.of();
    sink.accept(new Signal.Cleared(key, at, how, facts));
  }

  private Signal.Raised raised(
      String key,
      String type,
      Severity severity,
      String source,
      Map<String, String> facts,
      String summary,
      String evidence,
      Instant at,
      Instant since) {
    return new Signal.Raised(
        key, type, severity, source, Map.of(), facts, summary, evidence, at, since, null, null);
  }

  private Map<String, String> facts(String device) {
    Map<String, String> facts = new HashMap<>();
    facts.put("device", device);
    facts.put("name", name(device));
    return facts;
  }

  private String name(String device) {
    Device known = device(device);
    return known == null ? device : known.name();
  }

  private @Nullable Device device(String id) {
    return monitor.inventory().find(id).orElse(null);
  }
}
