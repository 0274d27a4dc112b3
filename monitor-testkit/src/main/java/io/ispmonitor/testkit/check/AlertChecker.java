package io.ispmonitor.testkit.check;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.LedgerEntry;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.extension.MonitorContext;
import io.ispmonitor.extension.MonitorExtension;
import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds an alerting to its rules: it hears what the monitor announces, looks over the alerting's
 * shoulder at its stores and channels, and finds what is told without a cause, twice, too late, not
 * at all, or kept back without a reason. Its rules are those of {@link Rule} whose names speak of
 * alerts, escalation, recoveries that are delivered, and silence.
 *
 * <p>Attach it before the alerting, and give that the stores and channels as this sees them:
 *
 * <pre>{@code
 * AlertChecker checker = AlertChecker.of(new InMemoryAlertStore(), new InMemoryAlertLedger());
 * Monitor.builder()
 *     .with(checker)
 *     .with(Alerting.builder()
 *         .alerts(checker.alerts())
 *         .ledger(checker.ledger())
 *         .channel(checker.watch(channel))
 *         .build())
 * }</pre>
 *
 * <p>It may be attached to the next monitor after a restart, with the next alerting over the same
 * stores. What it keeps is bounded by the alerts that are open or ended a short while ago.
 * Thread-safe.
 */
public final class AlertChecker implements MonitorExtension, MonitorListener, OutcomeListener {
  private final Findings findings = new Findings(Set.of());
  private final AlertStore store;
  private final AlertLedger log;
  private final AlertBooks books = new AlertBooks(findings);
  private @Nullable MonitorContext monitor;

  private AlertChecker(AlertStore store, AlertLedger log) {
    this.store = store;
    this.log = log;
  }

  /** Looks at an alerting that keeps its alerts and decisions there. */
  public static AlertChecker of(AlertStore store, AlertLedger log) {
    return new AlertChecker(store, log);
  }

  /**
   * How long after people were told others are, and how often people are reminded, at the least.
   */
  public AlertChecker expecting(Duration escalation, Duration reminder) {
    synchronized (this) {
      books.expect(escalation, reminder);
    }
    return this;
  }

  /** The store, as an alerting is to be given it. */
  public AlertStore alerts() {
    return new SeenAlerts();
  }

  /** The ledger, as an alerting is to be given it. */
  public AlertLedger ledger() {
    return new SeenLedger();
  }

  /** A channel, as an alerting is to be given it. */
  public NotificationChannel watch(NotificationChannel channel) {
    return new SeenChannel(channel);
  }

  @Override
  public String name() {
    return "alert-checker";
  }

  @Override
  public void attach(MonitorContext context) {
    synchronized (this) {
      monitor = context;
      books.attach(context.maintenance(), context.inventory(), context.time().instant());
    }
    context.listen((MonitorListener) this);
    context.listen((OutcomeListener) this);
  }

  @Override
  public synchronized void onAnnouncement(Announcement announcement) {
    books.pass(now());
    books.hear(announcement);
  }

  @Override
  public synchronized void onIsolation(Isolation isolation) {
    books.pass(now());
    books.hear(isolation);
  }

  /** Tells how time goes by. */
  @Override
  public synchronized void onOutcome(ProbeResult result) {
    books.pass(now());
  }

  /**
   * Looks at everything as it is now. To be called while the monitor is at rest, such as between
   * two advances of manual time.
   *
   * @throws IllegalStateException when it was not attached
   */
  public void conclude() {
    MonitorContext attached;
    synchronized (this) {
      attached = monitor;
    }
    if (attached == null) {
      throw new IllegalStateException(
          "the checker is attached to no monitor; build the monitor with(checker)");
    }
    List<Alert> open = store.open();
    synchronized (this) {
      books.pass(attached.time().instant());
      books.conclude(open, attached::status);
    }
  }

  /** The violations found so far, of each rule the first 25. */
  public synchronized List<Violation> violations() {
    return findings.kept();
  }

  /** How often each rule was violated; rules that were kept are not in it. */
  public synchronized Map<Rule, Long> counts() {
    return findings.counts();
  }

  /** How many notices channels have delivered. */
  public synchronized long delivered() {
    return books.delivered();
  }

  /**
   * Concludes, and fails with a report when any rule was violated.
   *
   * @throws AssertionError with the rules, how often they were violated, and examples of each
   */
  public void assertNone() {
    conclude();
    synchronized (this) {
      if (!findings.counts().isEmpty()) {
        throw new AssertionError("the alerting broke its rules:\n" + findings.report());
      }
    }
  }

  @Override
  public synchronized String toString() {
    return "alert checker, " + findings.counts();
  }

  private Instant now() {
    MonitorContext attached = monitor;
    return attached == null ? Instant.EPOCH : attached.time().instant();
  }

  /** The store, seen. */
  private final class SeenAlerts implements AlertStore {
    @Override
    public void put(Alert alert) {
      store.put(alert);
      synchronized (AlertChecker.this) {
        books.pass(now());
        books.hear(alert);
      }
    }

    @Override
    public Optional<Alert> find(String id) {
      return store.find(id);
    }

    @Override
    public List<Alert> open() {
      return store.open();
    }

    @Override
    public List<Alert> since(Instant from, int most) {
      return store.since(from, most);
    }
  }

  /** The ledger, seen. */
  private final class SeenLedger implements AlertLedger {
    @Override
    public void add(LedgerEntry entry) {
      log.add(entry);
      synchronized (AlertChecker.this) {
        books.pass(now());
        books.hear(entry);
      }
    }

    @Override
    public List<LedgerEntry> of(String alertId) {
      return log.of(alertId);
    }

    @Override
    public List<LedgerEntry> since(Instant from, int most) {
      return log.since(from, most);
    }
  }

  /** A channel, seen. */
  private final class SeenChannel implements NotificationChannel {
    private final NotificationChannel channel;

    SeenChannel(NotificationChannel channel) {
      this.channel = channel;
    }

    @Override
    public String name() {
      return channel.name();
    }

    @Override
    public Pace pace() {
      return channel.pace();
    }

    @Override
    public DeliveryResult deliver(Notice notice) throws InterruptedException {
      boolean isDelivered = false;
      try {
        DeliveryResult result = channel.deliver(notice);
        isDelivered = result instanceof DeliveryResult.Delivered;
        return result;
      } finally {
        synchronized (AlertChecker.this) {
          books.pass(now());
          books.hear(name(), notice, isDelivered);
        }
      }
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
