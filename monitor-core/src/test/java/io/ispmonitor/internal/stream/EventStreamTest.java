package io.ispmonitor.internal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.status.StatusEvent;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final EventStream stream = new EventStream();
  private final Loop loop = new Loop("test", TimeSource.system(), new LogDesk(), now -> now);
  private Duration seconds = Duration.ZERO;
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private void happens(int number) {
    offer(change(number));
  }

  private static StatusEvent change(int number) {
    return new StatusEvent.Changed(
        StateChange.of(
            "d" + number, NOON, DeviceState.UP, DeviceState.DOWN, null, Evidence.NOTHING_HEARD));
  }

  private void offer(StatusEvent event) {
    stream.offer(event);
    stream.turn(loop, seconds.toNanos());
  }

  private void passSecond() {
    seconds = seconds.plusSeconds(1);
    stream.turn(loop, seconds.toNanos());
  }

  private void happen(int from, int to) {
    for (int i = from; i <= to; i++) {
      happens(i);
    }
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private Reader reader(int capacity, long requested) {
    return reader(tasks::add, capacity, requested);
  }

  private Reader reader(Executor executor, int capacity, long requested) {
    Reader reader = new Reader(requested);
    stream.publisher(executor, capacity).subscribe(reader);
    return reader;
  }

  /** Requests some at the beginning, and writes down what it is given. */
  private static class Reader implements Flow.Subscriber<StatusEvent> {
    final List<String> heard = new ArrayList<>();
    private final long requested;
    Flow.@Nullable Subscription subscription;
    @Nullable Throwable error;

    Reader(long requested) {
      this.requested = requested;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      if (requested != 0) {
        subscription.request(requested);
      }
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

    @Override
    public void onNext(StatusEvent event) {
      if (event instanceof StatusEvent.Changed changed) {
        heard.add(changed.change().device());
      } else if (event instanceof StatusEvent.Missed missed) {
        heard.add("missed " + missed.events());
      }
    }

    @Override
    public void onError(Throwable throwable) {
      error = throwable;
      heard.add("error");
    }

    @Override
    public void onComplete() {
      heard.add("complete");
    }
  }

  @Test
  @DisplayName("events come in their order, to everybody")
  void order() {
    Reader one = reader(10, Long.MAX_VALUE);
    Reader two = reader(10, Long.MAX_VALUE);
    happen(1, 3);
    work();
    assertEquals(List.of("d1", "d2", "d3"), one.heard);
    assertEquals(one.heard, two.heard);
  }

  @Test
  @DisplayName("no more come than were requested")
  void demand() {
    Reader reader = reader(10, 2);
    happen(1, 3);
    work();
    assertEquals(List.of("d1", "d2"), reader.heard);
    reader.request(5);
    work();
    assertEquals(List.of("d1", "d2", "d3"), reader.heard);
  }

  @Test
  @DisplayName("a slow subscriber loses the oldest, and is told how many")
  void slow() {
    Reader reader = reader(3, Long.MAX_VALUE);
    happen(1, 8);
    work();
    assertEquals(List.of("missed 5", "d6", "d7", "d8"), reader.heard);
    happen(9, 9);
    work();
    assertEquals("d9", reader.heard.get(reader.heard.size() - 1));
  }

  @Test
  @DisplayName("one whose executor is busy keeps no other waiting")
  void busy() {
    Reader stuck = reader(task -> {}, 3, Long.MAX_VALUE);
    Reader reader = reader(10, Long.MAX_VALUE);
    happen(1, 5);
    work();
    assertEquals(List.of(), stuck.heard);
    assertEquals(5, reader.heard.size());
  }

  @Test
  @DisplayName("who cancels hears nothing more, not even what was waiting")
  void cancelled() {
    Reader reader = reader(10, Long.MAX_VALUE);
    happen(1, 2);
    reader.cancel();
    reader.cancel();
    work();
    happen(3, 3);
    work();
    assertEquals(List.of(), reader.heard);
  }

  @Test
  @DisplayName("who throws is left out, and the others go on")
  void throwing() {
    Reader bad =
        new Reader(Long.MAX_VALUE) {
          @Override
          public void onNext(StatusEvent event) {
            super.onNext(event);
            throw new IllegalStateException("thrown by the test");
          }
        };
    stream.publisher(tasks::add, 10).subscribe(bad);
    Reader reader = reader(10, Long.MAX_VALUE);
    happen(1, 3);
    work();
    assertEquals(List.of("d1"), bad.heard);
    assertEquals(3, reader.heard.size());
  }

  @Test
  @DisplayName("who requests nothing that can be given is told, and left out")
  void wrongRequest() {
    Reader reader = reader(10, -1);
    work();
    assertInstanceOf(IllegalArgumentException.class, reader.error);
    happen(1, 1);
    work();
    assertEquals(List.of("error"), reader.heard);
  }

  @Test
  @DisplayName("at the end what waits is handed over as it is requested, and then it completes")
  void completes() {
    Reader reader = reader(10, 1);
    happen(1, 2);
    stream.close(Runnable::run);
    happen(3, 3);
    work();
    assertEquals(List.of("d1"), reader.heard);
    reader.request(1);
    work();
    assertEquals(List.of("d1", "d2", "complete"), reader.heard);
    Reader late = reader(10, 1);
    work();
    assertEquals(List.of("complete"), late.heard);
  }

  @Test
  @DisplayName("one whose executor takes no more work is left out")
  void rejecting() {
    Reader reader =
        reader(
            task -> {
              throw new RejectedExecutionException("shut down");
            },
            10,
            Long.MAX_VALUE);
    Reader other = reader(10, Long.MAX_VALUE);
    happen(1, 2);
    work();
    assertEquals(List.of(), reader.heard);
    assertEquals(2, other.heard.size());
  }

  @Test
  @DisplayName("beyond a thousand subscribers the next is refused with a sentence")
  void tooMany() {
    for (int i = 0; i < 1_000; i++) {
      reader(1, 1);
    }
    Reader more = reader(1, 1);
    work();
    String said = String.valueOf(more.error);
    assertTrue(said.contains("1000 subscribers"), said);
  }

  @Test
  @DisplayName("what happens while a subscriber is introduced is not lost")
  void whileIntroduced() {
    Reader reader =
        new Reader(Long.MAX_VALUE) {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            happens(1);
          }
        };
    stream.publisher(Runnable::run, 10).subscribe(reader);
    happens(2);
    assertEquals(List.of("d1", "d2"), reader.heard);
  }

  @Test
  @DisplayName("nothing is said to a subscriber before it has taken its subscription")
  void introducedFirst() {
    List<String> heardWithin = new ArrayList<>();
    Reader reader =
        new Reader(0) {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            subscription.request(0);
            heardWithin.addAll(heard);
          }
        };
    stream.publisher(Runnable::run, 10).subscribe(reader);
    assertEquals(List.of(), heardWithin);
    assertEquals(List.of("error"), reader.heard);
  }

  @Test
  @DisplayName("who throws when it is introduced, or cancels at once, takes nobody's place")
  void unwelcome() {
    for (int i = 0; i < 1_001; i++) {
      Reader bad =
          new Reader(0) {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              throw new IllegalStateException("thrown by the test");
            }
          };
      assertThrows(
          IllegalStateException.class, () -> stream.publisher(tasks::add, 1).subscribe(bad));
      reader(1, 1).cancel();
    }
    Reader reader = reader(10, 1);
    happens(1);
    work();
    assertEquals(List.of("d1"), reader.heard);
  }

  @Test
  @DisplayName("an executor that runs at once what it is given hands over any backlog")
  void longBacklog() {
    int many = 3_000_000;
    AtomicInteger came = new AtomicInteger();
    Reader reader =
        new Reader(0) {
          @Override
          public void onNext(StatusEvent event) {
            came.incrementAndGet();
          }
        };
    stream.publisher(Runnable::run, many).subscribe(reader);
    Isolation isolation = new Isolation("fibre", NOON, null, 0, List.of());
    for (int i = 0; i < many; i++) {
      offer(new StatusEvent.Isolated(isolation));
    }
    reader.request(Long.MAX_VALUE);
    assertEquals(many, came.get());
  }

  /** Hides a checked exception from the compiler, as some languages do. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAny(Throwable any) throws T {
    throw (T) any;
  }

  @Test
  @DisplayName("an executor that fails with an error costs its own subscriber alone")
  void executorFails() {
    Reader before = reader(10, Long.MAX_VALUE);
    Reader reader =
        reader(
            task -> {
              throw new OutOfMemoryError("thrown by the test");
            },
            10,
            Long.MAX_VALUE);
    Reader after = reader(10, Long.MAX_VALUE);
    happen(1, 2);
    work();
    assertEquals(List.of(), reader.heard);
    assertEquals(List.of("d1", "d2"), before.heard);
    assertEquals(List.of("d1", "d2"), after.heard);
  }

  @Test
  @DisplayName("a thousand subscribers that throw checked exceptions leave room for the next")
  void throwingChecked() {
    for (int i = 0; i < 1_000; i++) {
      Reader bad =
          new Reader(Long.MAX_VALUE) {
            @Override
            public void onNext(StatusEvent event) {
              EventStreamTest.<RuntimeException>throwAny(new IOException("thrown by the test"));
            }
          };
      stream.publisher(tasks::add, 10).subscribe(bad);
    }
    happens(1);
    work();
    Reader reader = reader(10, Long.MAX_VALUE);
    happens(2);
    work();
    assertEquals(List.of("d2"), reader.heard);
  }

  @Test
  @DisplayName("one whose executor drops its task is left out, and told so if it comes after all")
  void discarding() {
    Reader reader = reader(3, Long.MAX_VALUE);
    happen(1, 4);
    for (int second = 0; second <= 300; second++) {
      passSecond();
    }
    happens(5);
    work();
    assertEquals(List.of("error"), reader.heard);
    String said = String.valueOf(reader.error);
    assertTrue(said.contains("did not begin a task for 300 s"), said);
  }

  @Test
  @DisplayName("one whose executor is merely late, or whose buffer has room, is not left out")
  void late() {
    Reader late = reader(3, Long.MAX_VALUE);
    Reader roomy = reader(10, Long.MAX_VALUE);
    happen(1, 4);
    for (int second = 0; second < 300; second++) {
      passSecond();
    }
    work();
    assertEquals(List.of("missed 1", "d2", "d3", "d4"), late.heard);
    happen(5, 5);
    for (int second = 0; second <= 300; second++) {
      passSecond();
    }
    work();
    assertEquals("d5", late.heard.get(4));
    assertEquals(5, roomy.heard.size());
  }

  @Test
  @DisplayName("what finds no room on the way to the buffers is told as missed, in its place")
  void flood() {
    int room = stream.health().capacity();
    Reader reader = reader(Runnable::run, 2 * room, Long.MAX_VALUE);
    for (int i = 1; i <= room + 5; i++) {
      stream.offer(change(i));
    }
    happens(0);
    happens(-1);
    assertEquals(room + 2, reader.heard.size());
    assertEquals(List.of("d" + room, "missed 6", "d-1"), reader.heard.subList(room - 1, room + 2));
  }

  @Test
  @DisplayName("a gap that a slow subscriber loses counts with what it loses itself")
  void gapIsLost() {
    int room = stream.health().capacity();
    Reader reader = reader(3, Long.MAX_VALUE);
    for (int i = 1; i <= room + 5; i++) {
      stream.offer(change(i));
    }
    stream.turn(loop, 0);
    happen(1, 2);
    work();
    assertEquals(List.of("missed " + room, "missed 5", "d1", "d2"), reader.heard);
    happen(3, 3);
    work();
    assertEquals("d3", reader.heard.get(4));
  }

  @Test
  @DisplayName("one that is slow on an executor that runs at once is not taken for dropped")
  void slowAtOnce() {
    Reader slow =
        new Reader(0) {
          @Override
          public void onNext(StatusEvent event) {
            super.onNext(event);
            if (heard.size() == 257) {
              happen(301, 700);
              for (int second = 0; second <= 300; second++) {
                passSecond();
              }
            }
          }
        };
    stream.publisher(Runnable::run, 300).subscribe(slow);
    happen(1, 300);
    slow.request(Long.MAX_VALUE);
    assertEquals("d700", slow.heard.get(slow.heard.size() - 1));
  }
}
