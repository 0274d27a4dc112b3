package io.ispmonitor.internal.stream;

import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.status.StatusEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Hands events on to subscribers, none of which keeps the others or the monitor waiting. What the
 * judge offers waits in a queue that is shared with nothing else, until the loop that calls
 * listeners puts it into the buffers of the subscribers. Nobody loses an event without being told
 * how many.
 */
public final class EventStream {
  private static final int MOST_SUBSCRIBERS = 1_000;
  private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();

  private final List<EventFeed> feeds = new CopyOnWriteArrayList<>();
  private final Backlog backlog = new Backlog();

  /** The executors and, where they run at once what they are given, the subscribers. */
  private final HostPart part = new HostPart("event subscribers");

  private volatile boolean closed;

  // The loop's alone.
  private boolean hasLooked;
  private long lookedNanos;

  /** Without subscribers. */
  public EventStream() {}

  /** A publisher whose subscribers are called on an executor, each with a buffer of its own. */
  public Flow.Publisher<StatusEvent> publisher(Executor executor, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("event buffer must hold at least 1, was " + capacity);
    }
    Objects.requireNonNull(executor, "executor");
    return subscriber -> subscribe(new EventFeed(subscriber, executor, capacity, feeds::remove));
  }

  private void subscribe(EventFeed feed) {
    if (feeds.size() >= MOST_SUBSCRIBERS) {
      feed.refuse(
          new IllegalStateException(
              "the event stream has %d subscribers already; cancel those that are not needed"
                  .formatted(MOST_SUBSCRIBERS)));
    } else {
      feeds.add(feed); // first, so that nothing is missed that happens while it is introduced
    }
    if (closed) {
      feed.complete();
      feeds.remove(feed);
    }
    feed.begin();
  }

  /** Whether anybody is there to hear. Any thread. */
  public boolean isHeard() {
    return !feeds.isEmpty();
  }

  /** Takes in what happened; false when there is nobody to hear it, or no room. The judge alone. */
  public boolean offer(StatusEvent event) {
    return isHeard() && backlog.offer(event);
  }

  /** Goes on wherever something was left, and puts in order what has to be; the loop's. */
  public void turn(Loop loop, long now) {
    backlog.gauge();
    start(loop);
    handOn(loop);
    if (!hasLooked || now - lookedNanos >= LOOK_EVERY) {
      hasLooked = true;
      lookedNanos = now;
      loop.call(part, "look after", "executors that dropped their tasks", this::look);
    }
  }

  /** Hands on all that has happened by now; the loop's. */
  public void handOn(Loop loop) {
    while (fill()) {
      start(loop);
    }
  }

  /** Puts the next event into the buffers; false when there is none. */
  private synchronized boolean fill() {
    StatusEvent event = backlog.poll();
    if (event == null) {
      return false;
    }
    feeds.forEach(feed -> feed.take(event));
    return true;
  }

  /** Every call may be the last of this thread; the next one finds those that are left. */
  private void start(Loop loop) {
    for (EventFeed feed : feeds) {
      if (feed.starts() && !loop.call(part, "take", "events", feed::start)) {
        feed.startsNot();
      }
    }
  }

  private void look() {
    feeds.stream().filter(EventFeed::isAbandoned).forEach(EventFeed::abandon);
  }

  /**
   * Nothing comes any more: what waits is still handed over, then every stream completes.
   *
   * @param aside runs what calls the executors, which may hang; not used when nobody is there
   */
  public void close(Consumer<Runnable> aside) {
    closed = true;
    if (isHeard()) {
      aside.accept(this::complete);
    }
  }

  private void complete() {
    while (fill()) {
      // Until all of it is in the buffers.
    }
    feeds.forEach(EventFeed::endAfterThat);
    feeds.forEach(EventFeed::run);
    feeds.clear();
  }

  /** The part of the host that is called. */
  public HostPart part() {
    return part;
  }

  /** How full its queue is. */
  public QueueHealth health() {
    return backlog.health();
  }
}
