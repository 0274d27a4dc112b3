package io.ispmonitor.internal.stream;

import io.ispmonitor.extension.MonitorListener;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Isolation;
import io.ispmonitor.reachability.StateChange;
import io.ispmonitor.status.StatusEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Hands events on to subscribers, none of which keeps the others or the monitor waiting. */
public final class EventStream implements MonitorListener {
  private static final int MOST_SUBSCRIBERS = 1_000;

  private final List<EventFeed> feeds = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

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

  /** Leaves out those whose executor has dropped what it was given. To be called once a second. */
  public void look() {
    feeds.stream().filter(EventFeed::isAbandoned).forEach(EventFeed::abandon);
  }

  /** Nothing comes any more. */
  public void close() {
    closed = true;
    feeds.forEach(EventFeed::complete);
    feeds.clear();
  }

  @Override
  public void onStateChange(StateChange change) {
    offer(new StatusEvent.Changed(change));
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    offer(new StatusEvent.Announced(announcement));
  }

  @Override
  public void onIsolation(Isolation isolation) {
    offer(new StatusEvent.Isolated(isolation));
  }

  private void offer(StatusEvent event) {
    for (EventFeed feed : feeds) {
      feed.offer(event);
    }
  }
}
