package io.ispmonitor.alerting.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.DeliveryResult.Delivered;
import io.ispmonitor.alert.DeliveryResult.Rejected;
import io.ispmonitor.alert.DeliveryResult.TryLater;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the notices of one channel, one at a time, on a thread of its own. Those of one incident
 * stay in their order; one that has to wait holds up no other incident. Notices for which there is
 * no room in the channel's pace go out together in a digest.
 */
final class Lane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** A channel that asks for more is tried all the same. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  /** How often it is looked whether this instance is in charge after all. */
  private static final long LOOK = Duration.ofMillis(500).toNanos();

  /** For how long it waits until the outbox has kept what it is about to send, and how it looks. */
  private static final long KEEPING = Duration.ofSeconds(1).toNanos();

  private static final long KEEPING_LOOK = Duration.ofMillis(10).toNanos();

  /** A channel from which so many do not come back is not called any more. */
  private static final int MOST_LOST = 3;

  private static final IntervalFunction BACK_OFF =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(5), 2, Duration.ofMinutes(5));

  private final NotificationChannel channel;
  private final ChannelOptions options;
  private final TimeSource time;
  private final Outbox outbox;
  private final Courier courier;
  private final Right right;
  private final LongAdder observed = new LongAdder();
  private final Condition condition;
  private volatile Attempts attempts;

  /** Threads that did not come back from a delivery. */
  private final AtomicInteger lost = new AtomicInteger();

  private @Nullable Parcel underWay;

  /** It is sent as soon as the outbox has kept that it is. */
  private @Nullable Parcel ready;

  private long readySinceNanos;

  /**
   * What the outbox has to have kept before it is sent: others that come after it do not matter.
   */
  private long readyMark;

  private final Queue<Parcel> arrived = new ConcurrentLinkedQueue<>();
  private final Parcels parcels;
  private final List<Parcel> unexplained = new ArrayList<>();
  private final Wakeup wakeup;
  private final AtomicInteger waiting = new AtomicInteger();
  private long digests;

  Lane(
      NotificationChannel channel,
      ChannelOptions options,
      TimeSource time,
      ThreadFactory threads,
      Outbox outbox,
      Courier courier,
      Right right) {
    this.right = right;
    this.channel = channel;
    this.options = options;
    this.time = time;
    this.outbox = outbox;
    this.courier = courier;
    this.condition = new Condition(channel.name(), time);
    this.attempts = new Attempts(channel, time);
    long now = time.nanoTime();
    this.parcels =
        new Parcels(
            new Allowance(options.pace(), options.reserve(), now),
            new Allowance(channel.pace(), 0, now));
    this.wakeup = time.drive("ispmonitor-alert-" + channel.name(), this::turn, threads);
  }

  /** Takes a notice over; it is in the outbox already. Any thread. */
  void submit(OutboxEntry entry) {
    submit(new Parcel(entry, time.nanoTime()));
  }

  /**
   * Takes up a notice that waited when the program ended: it has been waiting since, and is tried
   * for some time all the same.
   */
  void takeUp(OutboxEntry entry) {
    Duration waited = Duration.between(entry.queuedAt(), time.instant());
    Duration most = options.patience().multipliedBy(3).dividedBy(4);
    Duration counted =
        waited.isNegative() ? Duration.ZERO : waited.compareTo(most) > 0 ? most : waited;
    submit(new Parcel(entry, time.nanoTime() - counted.toNanos()));
  }

  private void submit(Parcel parcel) {
    waiting.incrementAndGet();
    arrived.add(parcel);
    wakeup.wake();
  }

  /** How many notices wait. */
  int waiting() {
    return waiting.get();
  }

  /** What keeps the channel from delivering; null for nothing. */
  @Nullable String trouble() {
    String trouble = condition.trouble();
    long stuck = attempts.stuckFor(time.nanoTime());
    return trouble != null || stuck <= Attempts.LONGEST.toNanos()
        ? trouble
        : "has not come back from a delivery for %d s"
            .formatted(Duration.ofNanos(stuck).toSeconds());
  }

  ChannelOptions options() {
    return options;
  }

  /**
   * Interrupts a delivery that takes too long; when that is of no use, leaves it behind with its
   * thread and goes on with another. The desk's thread.
   */
  void watch(long now) {
    Attempts present = attempts;
    wakeup.thread().ifPresent(thread -> present.interruptOverdue(thread, now));
    if (present.giveUp(now)) {
      log.error(
          "ALERT_CHANNEL_LOST channel {} does not come back from a delivery, and is not interrupted;"
              + " its thread is left behind",
          channel.name());
      lost.incrementAndGet();
      attempts = new Attempts(channel, time);
      wakeup.replace();
    }
  }

  private long turn(long now) {
    Parcel left = underWay;
    if (left != null) {
      underWay = null;
      leftBehind(left);
    }
    for (Parcel parcel = arrived.poll(); parcel != null; parcel = arrived.poll()) {
      parcels.add(parcel);
      unexplained.add(parcel);
    }
    giveUpOld(now);
    if (options.fallback() != null && condition.isBroken(now)) {
      passOn();
    }
    Standing standing = right.now();
    if (standing instanceof Standing.Following following) {
      stepBack();
      explain("this instance is not in charge: " + following.reason());
      return parcels.isEmpty() ? Step.ON_WAKE : Math.min(now + LOOK, nextGivenUp());
    }
    Parcel waits = ready;
    if (waits != null) {
      return send(waits, standing, now);
    }
    long quiet = condition.quietUntil(now);
    if (quiet - now > 0) {
      explain(now, true);
      return parcels.isEmpty() ? Step.ON_WAKE : Math.min(quiet, nextGivenUp());
    }
    Parcel next = parcels.next(now);
    if (next == null) {
      explain(now, false);
      return Math.min(parcels.nextNanos(now), nextGivenUp());
    }
    List<Parcel> merged = parcels.toMerge(next, now);
    tell(merged.isEmpty() ? next : digest(now, merged), standing);
    return time.nanoTime(); // whether there is more
  }

  /** The thread before this one did not come back from it; it may have arrived or not. */
  private void leftBehind(Parcel parcel) {
    String reason = "does not come back from a delivery";
    if (lost.get() >= MOST_LOST) {
      condition.breaksForGood(reason);
    } else {
      condition.fails("it " + reason);
    }
    later(parcel, "the channel " + reason, wait(parcel, null), true);
  }

  /** Whatever is new and is not tried at once. */
  private void explain(long now, boolean isQuiet) {
    for (Parcel parcel : unexplained) {
      if (!parcel.isGone() && parcel.entry().attempts() == 0) {
        courier.held(parcel.entry(), isQuiet ? condition.rest() : parcels.whyNot(parcel, now));
      }
    }
    unexplained.clear();
  }

  /** Whatever is new and is not tried, all for one reason. */
  private void explain(String why) {
    for (Parcel parcel : unexplained) {
      if (!parcel.isGone() && parcel.entry().attempts() == 0) {
        courier.held(parcel.entry(), why);
      }
    }
    unexplained.clear();
  }

  /** Nobody has mended the channel yet, and another one takes over at once. */
  private void passOn() {
    for (Parcel parcel : parcels.all()) {
      giveUp(parcel, condition.rest());
    }
  }

  private Parcel digest(long now, List<Parcel> merged) {
    List<Notice> notices = merged.stream().map(Parcel::notice).toList();
    Severity gravest =
        notices.stream().map(Notice::severity).max(Comparator.naturalOrder()).orElseThrow();
    String id = "digest-%s-%d-%d".formatted(merged.get(0).notice().id(), merged.size(), ++digests);
    Notice digest =
        new Notice(
            id,
            id,
            Notice.Kind.DIGEST,
            gravest,
            time.instant(),
            courier.digest(channel.name(), notices),
            notices.stream().flatMap(notice -> notice.alerts().stream()).distinct().toList(),
            null,
            notices.stream().anyMatch(Notice::mayRepeat));
    OutboxEntry entry = OutboxEntry.of(channel.name(), digest, time.instant());
    outbox.put(entry);
    merged.forEach(parcel -> outbox.remove(channel.name(), parcel.notice().id()));
    courier.merged(merged.stream().map(Parcel::entry).toList(), entry);
    waiting.addAndGet(1 - merged.size());
    long oldest = merged.stream().mapToLong(Parcel::queuedNanos).min().orElse(now);
    Parcel parcel = new Parcel(entry, oldest);
    parcels.replace(merged, parcel);
    return parcel;
  }

  private void tell(Parcel parcel, Standing standing) {
    if (standing instanceof Standing.Observing) {
      observed.increment();
      parcels.sent(time.nanoTime());
      remove(parcel);
      courier.observed(parcel.entry());
      return;
    }
    mark(parcel, standing);
    parcel.is(parcel.entry().tried());
    outbox.put(parcel.entry());
    readyMark = outbox.mark();
    parcels.sent(time.nanoTime());
    ready = parcel;
    readySinceNanos = time.nanoTime();
  }

  private void mark(Parcel parcel, Standing standing) {
    boolean mayRepeat = standing instanceof Standing.Leading leading && leading.mayRepeat();
    if (mayRepeat && !parcel.notice().mayRepeat()) {
      parcel.is(repeated(parcel.entry()));
    }
  }

  /** Sends what is ready, once the next one in charge would know of it, or could not anyway. */
  private long send(Parcel parcel, Standing standing, long now) {
    if (!outbox.isKept(readyMark) && now - readySinceNanos < KEEPING) {
      return now + KEEPING_LOOK;
    }
    ready = null;
    if (!parcel.isGone()) {
      mark(parcel, standing);
      deliver(parcel);
    }
    return time.nanoTime();
  }

  /** It is not sent after all, but by whoever is in charge, or later. */
  private void stepBack() {
    Parcel parcel = ready;
    if (parcel != null && !parcel.isGone()) {
      parcel.is(parcel.entry().waits());
      outbox.put(parcel.entry());
    }
    ready = null;
  }

  /** How many notices were not sent since this instance only observes. */
  long observed() {
    return observed.sum();
  }

  private void deliver(Parcel parcel) {
    Attempts mine = attempts;
    underWay = parcel;
    DeliveryResult result = mine.of(parcel.notice(), condition.trouble() != null);
    if (result == null) {
      return; // another thread has gone on
    }
    underWay = null;
    if (result instanceof Delivered delivered) {
      condition.works();
      remove(parcel);
      courier.delivered(parcel.entry(), delivered);
    } else if (result instanceof TryLater later) {
      condition.fails(later.reason());
      later(parcel, later.reason(), wait(parcel, later.after()), mine.isInDoubt());
    } else if (result instanceof Rejected rejected && rejected.isChannelBroken()) {
      condition.breaks(rejected.reason());
      giveUpOrWait(parcel, rejected.reason());
    } else if (result instanceof Rejected rejected) {
      condition.rejects(rejected.reason());
      giveUp(parcel, rejected.reason());
    }
  }

  /** As the other side wants it, or more and more; never all at the same moment. */
  private Duration wait(Parcel parcel, @Nullable Duration asked) {
    if (asked != null) {
      Duration bounded = asked.compareTo(mostRest()) > 0 ? mostRest() : asked;
      condition.rest(bounded); // it speaks for all of the channel
      return bounded;
    }
    long usual = BACK_OFF.apply(parcel.entry().attempts());
    long spread = Math.floorMod(parcel.notice().id().hashCode() * 31L + usual, 512);
    return Duration.ofMillis(usual * (256 + spread) / 512);
  }

  /**
   * However long the other side wants to be left alone, what waits is tried before it is given up.
   */
  private Duration mostRest() {
    Duration part = options.patience().dividedBy(4);
    return part.compareTo(LONGEST_REST) < 0 ? part : LONGEST_REST;
  }

  private void later(Parcel parcel, String reason, Duration wait, boolean isInDoubt) {
    OutboxEntry entry = parcel.entry();
    parcel.is((isInDoubt ? repeated(entry) : entry).waits());
    outbox.put(parcel.entry());
    parcels.delay(parcel, time.nanoTime() + wait.toNanos());
    courier.delayed(parcel.entry(), reason);
  }

  private OutboxEntry repeated(OutboxEntry entry) {
    return entry.with(courier.repeated(channel.name(), entry.notice()));
  }

  /** Another channel takes it over at once where there is one; otherwise somebody may mend this. */
  private void giveUpOrWait(Parcel parcel, String reason) {
    if (options.fallback() != null) {
      giveUp(parcel, reason);
    } else {
      later(parcel, reason, Condition.BROKEN, false);
    }
  }

  private void giveUp(Parcel parcel, String reason) {
    remove(parcel);
    courier.givenUp(parcel.entry(), reason);
  }

  private void giveUpOld(long now) {
    for (Parcel parcel : parcels.olderThan(options.patience().toNanos(), now)) {
      String last = condition.trouble();
      giveUp(
          parcel,
          "it could not be delivered for %s%s"
              .formatted(words(options.patience()), last == null ? "" : "; the channel " + last));
    }
  }

  private long nextGivenUp() {
    return parcels.nextOlderThan(options.patience().toNanos());
  }

  private static String words(Duration time) {
    return time.compareTo(Duration.ofHours(2)) < 0
        ? time.toMinutes() + " minutes"
        : time.toHours() + " hours";
  }

  private void remove(Parcel parcel) {
    parcels.remove(parcel);
    waiting.decrementAndGet();
  }

  /** What is under way is interrupted; what waits stays in the outbox. */
  @Override
  public void close() {
    wakeup.close();
    wakeup.thread().ifPresent(attempts::interrupt);
    try {
      if (!wakeup.awaitEnd(Duration.ofNanos(TimeUnit.SECONDS.toNanos(1)))) {
        log.warn("ALERT_CHANNEL_STUCK channel {} does not end its delivery", channel.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }
}
