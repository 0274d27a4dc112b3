package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamChannelTest {
  private static final long FIRST = Notices.NOON.toEpochMilli() * 1_000;

  private final StreamChannel channel = new StreamChannel("stream", 3, Runnable::run);

  private void deliver(int from, int to) {
    for (int i = from; i <= to; i++) {
      assertEquals(DeliveryResult.delivered(), channel.deliver(Notices.about("n-" + i)));
    }
  }

  @Test
  @DisplayName("an event is a line of JSON with version, id and the notice")
  void oneEvent() throws Exception {
    Listener listener = new Listener(channel.events(), Long.MAX_VALUE);

    channel.deliver(Notices.hostile());

    StreamEvent event = listener.events.get(0);
    var read = Json.object(event.json());
    assertEquals(FIRST, event.id());
    assertEquals(1L, read.get("version"));
    assertEquals(FIRST, read.get("id"));
    assertEquals("notice", read.get("type"));
    assertEquals("update", Json.in(read, "notice").get("kind"));
    assertTrue(event.json().chars().allMatch(c -> c >= ' '), "one line");
  }

  @Test
  @DisplayName("who subscribes gets what comes from then on, in its order")
  void fromNowOn() {
    deliver(1, 2);
    Listener listener = new Listener(channel.events(), Long.MAX_VALUE);
    deliver(3, 5);

    assertEquals(List.of("n-3", "n-4", "n-5"), listener.told());
  }

  @Test
  @DisplayName("who was away gets what it has missed, and then the new ones")
  void replay() {
    deliver(1, 3);
    Listener listener = new Listener(channel.eventsAfter(FIRST), Long.MAX_VALUE);
    deliver(4, 4);

    assertEquals(List.of("n-2", "n-3", "n-4"), listener.told());
  }

  @Test
  @DisplayName("who was away for too long is told how many it has missed")
  void missed() {
    deliver(1, 6);
    Listener listener = new Listener(channel.eventsAfter(FIRST), Long.MAX_VALUE);

    assertEquals(List.of("gap 2", "n-4", "n-5", "n-6"), listener.told());
    assertEquals(FIRST + 2, listener.events.get(0).id(), "from where it can go on");
  }

  @Test
  @DisplayName("an id of an earlier run, a later one or none at all makes a gap of unknown size")
  void otherRun() {
    deliver(1, 4);
    for (long id : new long[] {FIRST - 1_000, FIRST + 100, 0, -5, Long.MIN_VALUE, Long.MAX_VALUE}) {
      Listener listener = new Listener(channel.eventsAfter(id), Long.MAX_VALUE);

      assertEquals(List.of("gap null", "n-2", "n-3", "n-4"), listener.told(), "after " + id);
    }
  }

  @Test
  @DisplayName("an id of an earlier run makes a gap also when nothing has come yet")
  void otherRunAtFirst() {
    Listener listener = new Listener(channel.eventsAfter(7), Long.MAX_VALUE);
    deliver(1, 1);

    assertEquals(List.of("gap null", "n-1"), listener.told());
  }

  @Test
  @DisplayName("nobody gets more than it has requested, and who is slow loses the oldest")
  void demand() {
    Listener slow = new Listener(channel.events(), 1);
    Listener fast = new Listener(channel.events(), Long.MAX_VALUE);
    deliver(1, 10);
    assertEquals(List.of("n-1"), slow.told());

    slow.request(2);
    slow.request(5);

    assertEquals(List.of("n-1", "gap 6", "n-8", "n-9", "n-10"), slow.told());
    assertEquals(10, fast.told().size());
  }

  @Test
  @DisplayName("a subscriber that hangs keeps neither the channel nor the others waiting")
  void hanging() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    try (StreamChannel concurrent = new StreamChannel("stream", 5, executor)) {
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch all = new CountDownLatch(1_000);
      CountDownLatch hangs = new CountDownLatch(1);
      Listener hanging = new Listener(release, hangs);
      Listener other = new Listener(null, all);
      concurrent.events().subscribe(hanging);
      concurrent.events().subscribe(other);

      for (int i = 0; i < 1_000; i++) {
        long before = all.getCount();
        concurrent.deliver(Notices.about("n-" + i));
        while (all.getCount() == before) {
          Thread.onSpinWait(); // until the other one has it
        }
        hangs.await();
      }

      release.countDown();
      concurrent.close();
      hanging.end.get(20, TimeUnit.SECONDS);
      assertEquals(
          List.of("n-0", "gap 994", "n-995", "n-996", "n-997", "n-998", "n-999"), hanging.told());
      assertEquals(1_000, other.told().size());
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  @DisplayName("events delivered while a subscriber is busy reach it, each once and in order")
  void concurrent() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try (StreamChannel concurrent = new StreamChannel("stream", 10_000, executor)) {
      Listener listener = new Listener(concurrent.events(), Long.MAX_VALUE);
      for (int i = 0; i < 5_000; i++) {
        concurrent.deliver(Notices.about("n-" + i));
      }
      concurrent.close();
      listener.end.get(20, TimeUnit.SECONDS);

      List<Long> ids = listener.events.stream().map(StreamEvent::id).toList();
      assertEquals(5_000, ids.size());
      assertEquals(ids.stream().sorted().distinct().toList(), ids);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  @DisplayName("after close, what waits is handed over on request, then the stream completes")
  void close() {
    Listener listener = new Listener(channel.events(), 1);
    deliver(1, 2);
    channel.close();
    assertTrue(!listener.end.isDone(), "something waits");

    listener.request(1);

    assertEquals(List.of("n-1", "n-2"), listener.told());
    assertNull(listener.end.join());
    assertNull(new Listener(channel.events(), 0).end.join(), "later ones complete at once");
  }

  @Test
  @DisplayName("who requests nothing is told so; who throws or has cancelled is left out")
  void misbehaving() {
    Listener none = new Listener(channel.events(), Long.MAX_VALUE);
    none.request(0);
    assertInstanceOf(IllegalArgumentException.class, none.end.join());
    Listener cancelled = new Listener(channel.events(), Long.MAX_VALUE);
    cancelled.cancel();
    Listener throwing = new Listener(channel.events(), Long.MAX_VALUE);
    throwing.failure = new IllegalStateException("a fault of the host");

    deliver(1, 2);

    assertEquals(List.of(), cancelled.told());
    assertEquals(List.of("n-1"), throwing.told());
    assertEquals(List.of(), none.told());
  }

  @Test
  @DisplayName("an executor that takes no more leaves the channel working")
  void rejecting() {
    StreamChannel rejected =
        new StreamChannel(
            "stream",
            3,
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    Listener listener = new Listener(rejected.events(), Long.MAX_VALUE);

    assertEquals(DeliveryResult.delivered(), rejected.deliver(Notices.about("n-1")));
    assertEquals(List.of(), listener.told());
    assertTrue(listener.end.isDone(), "it would wait for ever");
    assertInstanceOf(RejectedExecutionException.class, listener.end.join());
  }

  @Test
  @DisplayName("who fails when told that the executor takes no more keeps nobody from being told")
  void rejectingAndThrowing() {
    AtomicBoolean isShut = new AtomicBoolean();
    StreamChannel shut = new StreamChannel("stream", 3, unless(isShut));
    Listener throwing = new Listener(shut.events(), Long.MAX_VALUE);
    Listener other = new Listener(shut.events(), Long.MAX_VALUE);
    throwing.failure = new IllegalStateException("a fault of the host");
    isShut.set(true);

    assertEquals(DeliveryResult.delivered(), shut.deliver(Notices.about("n-1")));

    assertInstanceOf(RejectedExecutionException.class, throwing.end.getNow(null));
    assertInstanceOf(RejectedExecutionException.class, other.end.getNow(null));
  }

  @Test
  @DisplayName("a stream of which all was handed over completes without its executor, too")
  void closedAfterItsExecutor() {
    AtomicBoolean isShut = new AtomicBoolean();
    StreamChannel shut = new StreamChannel("stream", 3, unless(isShut));
    Listener listener = new Listener(shut.events(), Long.MAX_VALUE);
    shut.deliver(Notices.about("n-1"));
    isShut.set(true);

    shut.close();

    assertTrue(listener.end.isDone(), "it would wait for ever");
    assertNull(listener.end.join());
    assertEquals(List.of("n-1"), listener.told());
  }

  private static Executor unless(AtomicBoolean isShut) {
    return task -> {
      if (isShut.get()) {
        throw new RejectedExecutionException("shut down");
      }
      task.run();
    };
  }

  @Test
  @DisplayName("there are at most 1,000 subscribers")
  void tooMany() {
    for (int i = 0; i < 1_000; i++) {
      new Listener(channel.events(), 1);
    }
    Listener refused = new Listener(channel.events(), 1);

    assertInstanceOf(IllegalStateException.class, refused.end.join());
    assertThrows(
        IllegalArgumentException.class, () -> new StreamChannel("stream", 0, Runnable::run));
  }

  /** A subscriber that writes down what it gets. */
  private static final class Listener implements Flow.Subscriber<StreamEvent> {
    final List<StreamEvent> events = new ArrayList<>();

    /** Null when it completed. */
    final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

    private final long initial;
    private final @Nullable CountDownLatch hang;
    private final @Nullable CountDownLatch count;
    private Flow.@Nullable Subscription subscription;
    @Nullable RuntimeException failure;

    Listener(Flow.Publisher<StreamEvent> publisher, long initial) {
      this.initial = initial;
      this.hang = null;
      this.count = null;
      publisher.subscribe(this);
    }

    Listener(@Nullable CountDownLatch hang, @Nullable CountDownLatch count) {
      this.initial = Long.MAX_VALUE;
      this.hang = hang;
      this.count = count;
    }

    void request(long more) {
      if (subscription != null) {
        subscription.request(more);
      }
    }

    void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
    }

    /** Ids of notices, and gaps. */
    List<String> told() {
      return events.stream().map(Listener::told).toList();
    }

    private static String told(StreamEvent event) {
      try {
        var read = Json.object(event.json());
        return event.kind() == StreamEvent.Kind.GAP
            ? "gap " + read.get("missed")
            : String.valueOf(Json.in(read, "notice").get("id"));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (initial > 0) {
        given.request(initial);
      }
    }

    @Override
    public void onNext(StreamEvent event) {
      events.add(event);
      if (failure != null) {
        throw failure;
      }
      if (count != null) {
        count.countDown();
      }
      try {
        if (hang != null) {
          hang.await();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      end.complete(thrown);
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }
}
