package io.ispmonitor.alerting.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.leadership.FencingToken;
import io.ispmonitor.leadership.Leadership;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.testkit.ManualTime;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ChannelOptions UNLIMITED =
      new ChannelOptions(Pace.UNLIMITED, 0, Duration.ofHours(4), null, java.util.Locale.ENGLISH);

  private final ManualTime time = ManualTime.startingAt(NOON);
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final Ledger ledger = new Ledger(outbox);
  private final List<String> tried = Collections.synchronizedList(new ArrayList<>());
  private final Map<NotificationChannel, ChannelOptions> channels = new LinkedHashMap<>();
  private Leadership leadership = Leadership.always();
  private volatile boolean isKept = true;
  private final AtomicLong puts = new AtomicLong();
  private volatile long keptThrough;
  private Lanes lanes = open(time);

  /** Writes down what it hears. */
  private static final class Ledger implements Courier {
    final List<String> rows = Collections.synchronizedList(new ArrayList<>());
    final List<String> held = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch any = new CountDownLatch(1);
    private final InMemoryOutbox outbox;

    Ledger(InMemoryOutbox outbox) {
      this.outbox = outbox;
    }

    /** The rows that begin like this; also while others are written. */
    List<String> has(String start) {
      synchronized (rows) {
        return rows.stream().filter(row -> row.startsWith(start)).toList();
      }
    }

    private void settled(OutboxEntry entry) {
      outbox.remove(entry.channel(), entry.notice().id());
    }

    @Override
    public void held(OutboxEntry entry, String reason) {
      held.add(entry.notice().id() + " " + reason);
    }

    @Override
    public void delivered(OutboxEntry entry, DeliveryResult.Delivered result) {
      settled(entry);
      rows.add("sent " + entry.notice().id());
      any.countDown();
    }

    @Override
    public void observed(OutboxEntry entry) {
      settled(entry);
      rows.add("observed " + entry.notice().id());
    }

    @Override
    public void delayed(OutboxEntry entry, String reason) {
      rows.add("later " + entry.notice().id() + " " + reason);
      any.countDown();
    }

    @Override
    public void givenUp(OutboxEntry entry, String reason) {
      settled(entry);
      rows.add("given up " + entry.notice().id() + " " + reason);
    }

    @Override
    public void merged(List<OutboxEntry> entries, OutboxEntry digest) {
      rows.add("merged " + entries.size());
    }

    @Override
    public Message digest(String channel, List<Notice> notices) {
      return Message.of(notices.size() + " more");
    }

    @Override
    public Notice repeated(String channel, Notice notice) {
      return notice.repeated();
    }
  }

  private Lanes open(TimeSource by) {
    return new Lanes(
        channels,
        by,
        Executors.defaultThreadFactory(),
        new Slow(),
        ledger,
        new Right(scope -> leadership.standing(scope)));
  }

  private void channel(String name, ChannelOptions options, Function<Notice, DeliveryResult> by) {
    channels.put(
        new NotificationChannel() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public DeliveryResult deliver(Notice notice) {
            tried.add(notice.id());
            return by.apply(notice);
          }
        },
        options);
    lanes.close();
    lanes = open(time);
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  private static Notice notice(String id, String incident, Severity severity) {
    return new Notice(
        id, incident, Notice.Kind.PROBLEM, severity, NOON, Message.of(id), List.of(), null, false);
  }

  private void send(String id, String incident) {
    lanes.send("chat", notice(id, incident, Severity.WARNING));
  }

  @Test
  @DisplayName("notices of one incident stay in order, and hold up no other incident")
  void order() {
    List<String> refused = new ArrayList<>(List.of("a1", "a1"));
    channel(
        "chat",
        UNLIMITED,
        notice ->
            refused.remove(notice.id())
                ? DeliveryResult.tryLater("not now")
                : DeliveryResult.delivered());
    send("a1", "a");
    send("a2", "a");
    send("b1", "b");
    time.advance(Duration.ofMinutes(5));
    assertEquals(List.of("a1", "b1", "a1", "a1", "a2"), tried);
    assertEquals(List.of(), outbox.all());
  }

  @Test
  @DisplayName("who says when to come back is left alone until then, by all notices")
  void retryAfter() {
    List<DeliveryResult> answers =
        new ArrayList<>(List.of(new DeliveryResult.TryLater("429", Duration.ofMinutes(3))));
    channel(
        "chat",
        UNLIMITED,
        notice -> answers.isEmpty() ? DeliveryResult.delivered() : answers.remove(0));
    send("a", "a");
    send("b", "b");
    time.advance(Duration.ofSeconds(179));
    assertEquals(List.of("a"), tried);
    time.advance(Duration.ofSeconds(2));
    assertEquals(List.of("a", "a", "b"), tried);
  }

  @Test
  @DisplayName("an instance that is not in charge keeps what it has to tell until it is")
  void notInCharge() {
    leadership = scope -> new Standing.Following("'b' is in charge");
    channel("chat", UNLIMITED, notice -> DeliveryResult.delivered());
    send("a", "a");
    send("b", "b");
    time.advance(Duration.ofMinutes(5));
    assertEquals(List.of(), tried);
    assertEquals(2, outbox.all().size());
    assertEquals(
        List.of(
            "a this instance is not in charge: 'b' is in charge",
            "b this instance is not in charge: 'b' is in charge"),
        ledger.held);
    assertEquals(HealthStatus.DEGRADED, sending().status());
    assertTrue(sending().detail().contains("'b' is in charge"));
    leadership = Leadership.always();
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of("a", "b"), tried);
    assertEquals(HealthStatus.HEALTHY, sending().status());
  }

  private HealthCheck sending() {
    return lanes.health().stream()
        .filter(check -> check.name().equals("sending"))
        .findFirst()
        .orElseThrow();
  }

  /** The outbox, of which it can be said whether it has kept what it got. */
  private final class Slow implements Outbox {
    @Override
    public void put(OutboxEntry entry) {
      outbox.put(entry);
      puts.incrementAndGet();
    }

    @Override
    public void remove(String channel, String noticeId) {
      outbox.remove(channel, noticeId);
    }

    @Override
    public List<OutboxEntry> all() {
      return outbox.all();
    }

    @Override
    public long mark() {
      return puts.get();
    }

    @Override
    public boolean isKept(long mark) {
      return isKept || mark <= keptThrough;
    }
  }

  @Test
  @DisplayName("nothing is sent before the outbox has kept that it is, or a second has passed")
  void kept() {
    isKept = false;
    channel("chat", UNLIMITED, notice -> DeliveryResult.delivered());
    send("a", "a");
    time.advance(Duration.ofMillis(500));
    assertEquals(List.of(), tried);
    assertTrue(outbox.all().get(0).isUnderWay());
    isKept = true;
    time.advance(Duration.ofMillis(20));
    assertEquals(List.of("a"), tried);
    isKept = false;
    send("b", "b");
    time.advance(Duration.ofMillis(990));
    assertEquals(List.of("a"), tried);
    time.advance(Duration.ofMillis(50));
    assertEquals(List.of("a", "b"), tried);
    assertEquals(List.of(), outbox.all());
  }

  @Test
  @DisplayName("what comes after it, for another channel in a storm, holds up no message")
  void keptInStorm() {
    isKept = false;
    channel("chat", UNLIMITED, notice -> DeliveryResult.delivered());
    send("a", "a");
    time.advance(Duration.ofMillis(100));
    keptThrough = puts.get();
    new Slow().put(outbox.all().get(0));
    time.advance(Duration.ofMillis(20));
    assertEquals(List.of("a"), tried);
  }

  @Test
  @DisplayName("what was about to be sent when another instance got in charge is not, and waits")
  void stepsBack() {
    isKept = false;
    channel("chat", UNLIMITED, notice -> DeliveryResult.delivered());
    send("a", "a");
    time.advance(Duration.ofMillis(100));
    leadership = scope -> new Standing.Following("'b' is in charge");
    time.advance(Duration.ofSeconds(30));
    assertEquals(List.of(), tried);
    assertFalse(outbox.all().get(0).isUnderWay());
    leadership = Leadership.always();
    isKept = true;
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of("a"), tried);
  }

  @Test
  @DisplayName("what another instance may have told, or may tell, says so")
  void mayRepeat() {
    List<Boolean> repeats = new ArrayList<>();
    channel(
        "chat",
        UNLIMITED,
        notice -> {
          repeats.add(notice.mayRepeat());
          return DeliveryResult.delivered();
        });
    leadership = scope -> new Standing.Leading(new FencingToken(scope, 2), true);
    send("a", "a");
    time.advance(Duration.ofSeconds(1));
    leadership = Leadership.always();
    send("b", "b");
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of(true, false), repeats);
  }

  @Test
  @DisplayName("an instance that only observes sends nothing, and counts what it would have")
  void observing() {
    leadership = scope -> new Standing.Observing("its mode");
    channel("chat", UNLIMITED, notice -> DeliveryResult.delivered());
    send("a", "a");
    send("b", "b");
    time.advance(Duration.ofMinutes(5));
    assertEquals(List.of(), tried);
    assertEquals(List.of("observed a", "observed b"), ledger.rows);
    assertEquals(List.of(), outbox.all());
    assertEquals(HealthStatus.DEGRADED, sending().status());
    assertTrue(sending().detail().contains("2 notices would have been sent"));
  }

  @Test
  @DisplayName("when nobody can say who is in charge, nobody is told anything until one can")
  void leadershipThrows() {
    leadership =
        scope -> {
          throw new IllegalStateException("no idea");
        };
    channel("chat", UNLIMITED, notice -> DeliveryResult.delivered());
    send("a", "a");
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of(), tried);
    assertTrue(sending().detail().contains("no idea"));
    leadership = Leadership.always();
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of("a"), tried);
  }

  @Test
  @DisplayName("a channel that always fails is tried more and more seldom, and given up in the end")
  void alwaysFails() {
    channel("chat", UNLIMITED, notice -> DeliveryResult.tryLater("no route"));
    for (int i = 0; i < 20; i++) {
      send("n" + i, "n" + i);
    }
    time.advance(Duration.ofHours(1));
    assertTrue(tried.size() < 60, "tried " + tried.size() + " times in an hour");
    assertEquals(HealthStatus.DEGRADED, lanes.health().get(0).status());
    time.advance(Duration.ofHours(4));
    assertEquals(List.of(), outbox.all());
    long givenUp = ledger.rows.stream().filter(row -> row.startsWith("given up")).count();
    assertEquals(20, givenUp);
    String last = ledger.rows.get(ledger.rows.size() - 1);
    assertTrue(last.contains("could not be delivered for 4 hours"), last);
    assertTrue(last.contains("no route"), last);
  }

  @Test
  @DisplayName("a channel that throws loses nothing, and no word of the exception is written down")
  void throwing() {
    List<RuntimeException> failures =
        new ArrayList<>(List.of(new IllegalStateException("https://bot-secret@host")));
    channel(
        "chat",
        UNLIMITED,
        notice -> {
          if (!failures.isEmpty()) {
            throw failures.remove(0);
          }
          return DeliveryResult.delivered();
        });
    send("a", "a");
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of("a", "a"), tried);
    assertFalse(ledger.rows.toString().contains("secret"), ledger.rows.toString());
  }

  @Test
  @DisplayName("a broken channel is left alone for ten minutes, then it may have been mended")
  void broken() {
    List<DeliveryResult> answers = new ArrayList<>(List.of(DeliveryResult.broken("401")));
    channel(
        "chat",
        UNLIMITED,
        notice -> answers.isEmpty() ? DeliveryResult.delivered() : answers.remove(0));
    send("a", "a");
    time.advance(Duration.ofMinutes(9));
    send("b", "b");
    assertEquals(List.of("a"), tried);
    assertTrue(lanes.health().get(0).detail().contains("is broken: 401"));
    time.advance(Duration.ofMinutes(2));
    assertEquals(List.of("a", "a", "b"), tried);
    assertEquals(HealthStatus.HEALTHY, lanes.health().get(0).status());
  }

  @Test
  @DisplayName("what was under way when the program ended is tried again, and says that")
  void restart() {
    outbox.put(OutboxEntry.of("chat", notice("a", "a", Severity.WARNING), NOON).tried());
    outbox.put(OutboxEntry.of("chat", notice("b", "b", Severity.WARNING), NOON));
    outbox.put(OutboxEntry.of("gone", notice("c", "c", Severity.WARNING), NOON));
    List<Boolean> repeats = new ArrayList<>();
    channel(
        "chat",
        UNLIMITED,
        notice -> {
          repeats.add(notice.mayRepeat());
          return DeliveryResult.delivered();
        });
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of(true, false), repeats);
    assertEquals(List.of(), outbox.all());
    assertTrue(
        ledger.rows.contains("given up c there is no channel of this name any more"),
        ledger.rows.toString());
  }

  @Test
  @DisplayName("the last messages of the pace are kept for what is critical")
  void reserve() {
    Pace slow = new Pace(5, Duration.ofHours(1));
    channel("chat", UNLIMITED.pace(slow).reserve(2), notice -> DeliveryResult.delivered());
    send("a", "a");
    send("b", "b");
    time.advance(Duration.ofSeconds(1));
    send("c", "c");
    time.advance(Duration.ofSeconds(1));
    send("d", "d");
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of("a", "b", "c"), tried);
    lanes.send("chat", notice("e", "e", Severity.CRITICAL));
    lanes.send("chat", notice("f", "f", Severity.EMERGENCY));
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of("a", "b", "c", "e", "f"), tried);
  }

  @Test
  @DisplayName("of a notice that waits for its pace it is said why, once")
  void heldByThePace() {
    Pace slow = new Pace(1, Duration.ofMinutes(5));
    channel("chat", UNLIMITED.pace(slow), notice -> DeliveryResult.delivered());
    send("a", "a");
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of(), ledger.held);
    send("b", "b");
    time.advance(Duration.ofSeconds(1));
    send("c", "c");
    time.advance(Duration.ofMinutes(1));
    String why = " the channel has told as much as it is to tell in that time";
    assertEquals(List.of("b" + why, "c" + why), ledger.held);
    time.advance(Duration.ofMinutes(15));
    assertEquals(List.of("a", "b", "c"), tried);
    assertEquals(2, ledger.held.size());
  }

  /** The first attempt comes to this, and whatever comes after it is delivered. */
  private void firstAnswer(DeliveryResult answer) {
    channel("chat", UNLIMITED, notice -> tried.size() > 1 ? DeliveryResult.delivered() : answer);
  }

  @Test
  @DisplayName("of a notice that waits since the channel wants rest it is said why, once")
  void heldByTheChannel() {
    firstAnswer(new DeliveryResult.TryLater("429", Duration.ofMinutes(3)));
    send("a", "a");
    time.advance(Duration.ofSeconds(1));
    send("b", "b");
    time.advance(Duration.ofMinutes(2));
    assertEquals(List.of("b the channel did not take a notice: 429"), ledger.held);
    time.advance(Duration.ofMinutes(2));
    assertEquals(List.of("a", "a", "b"), tried);
    assertEquals(1, ledger.held.size());
  }

  @Test
  @DisplayName("of a notice that waits for one of its incident it is said why")
  void heldByItsIncident() {
    firstAnswer(DeliveryResult.tryLater("not now"));
    send("a1", "a");
    time.advance(Duration.ofSeconds(1));
    send("a2", "a");
    time.advance(Duration.ofMinutes(1));
    assertEquals(List.of("a2 what was told of it before has not been delivered yet"), ledger.held);
    assertEquals(List.of("a1", "a1", "a2"), tried);
  }

  @Test
  @DisplayName("a channel that hangs delays no other one, and is interrupted")
  void hanging() throws Exception {
    lanes.close();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    channels.put(new Latched("stuck", begun, never), UNLIMITED);
    channels.put(new Latched("fine", other, new CountDownLatch(0)), UNLIMITED);
    lanes = open(TimeSource.system());
    lanes.send("stuck", notice("a", "a", Severity.WARNING));
    assertTrue(begun.await(20, TimeUnit.SECONDS));
    lanes.send("fine", notice("b", "b", Severity.WARNING));
    assertTrue(other.await(20, TimeUnit.SECONDS), "the other channel waited for it");
    assertTrue(ledger.any.await(20, TimeUnit.SECONDS));
    assertEquals(List.of("sent b"), ledger.rows);
    lanes.watch(System.nanoTime() + Duration.ofSeconds(61).toNanos());
    while (ledger.rows.size() < 2) {
      Thread.onSpinWait();
    }
    assertEquals("later a it took longer than 60 s", ledger.rows.get(1));
  }

  @Test
  @DisplayName("a channel that does not even end when interrupted is left behind, and then alone")
  void neverBack() throws Exception {
    lanes.close();
    CountDownLatch release = new CountDownLatch(1);
    Semaphore called = new Semaphore(0);
    channels.put(new Deaf("deaf", called, release), UNLIMITED.fallback("other"));
    channels.put(new Latched("other", new CountDownLatch(1), new CountDownLatch(0)), UNLIMITED);
    lanes = open(TimeSource.system());
    try {
      for (int i = 0; i < 3; i++) {
        lanes.send("deaf", notice("n" + i, "n" + i, Severity.WARNING));
        assertTrue(called.tryAcquire(20, TimeUnit.SECONDS), "it is called again");
        lanes.watch(System.nanoTime() + Duration.ofSeconds(301).toNanos());
      }
      lanes.send("deaf", notice("last", "last", Severity.WARNING));
      while (ledger.has("given up last").isEmpty()) {
        Thread.onSpinWait();
      }
      assertFalse(called.tryAcquire(), "it is not called any more");
      assertEquals(HealthStatus.DEGRADED, lanes.health().get(0).status());
      assertEquals(List.of(), ledger.has("sent"));
    } finally {
      release.countDown();
    }
  }

  /** Does not come back before it is released, whoever interrupts it. */
  private record Deaf(String name, Semaphore called, CountDownLatch release)
      implements NotificationChannel {
    @Override
    public DeliveryResult deliver(Notice notice) {
      called.release();
      while (release.getCount() > 0) {
        LockSupport.parkNanos(1_000_000);
      }
      return DeliveryResult.delivered();
    }
  }

  @Test
  @DisplayName("an error that no Java channel could throw unsaid is a failed attempt like others")
  void checkedException() {
    channel(
        "chat",
        UNLIMITED,
        notice -> {
          LanesTest.<RuntimeException>sneak(
              notice.id().equals("a") ? new IOException("no") : new AssertionError("no"));
          return DeliveryResult.delivered();
        });
    send("a", "a");
    send("b", "b");
    time.advance(Duration.ofSeconds(1));
    assertEquals(
        List.of(
            "later a the channel threw IOException", "later b the channel threw AssertionError"),
        ledger.rows);
    assertEquals(List.of("a", "b"), tried);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable checked) throws E {
    throw (E) checked;
  }

  /** Says that it was called, and waits. */
  private record Latched(String name, CountDownLatch begun, CountDownLatch until)
      implements NotificationChannel {
    @Override
    public DeliveryResult deliver(Notice notice) throws InterruptedException {
      begun.countDown();
      until.await();
      return DeliveryResult.delivered();
    }
  }
}
