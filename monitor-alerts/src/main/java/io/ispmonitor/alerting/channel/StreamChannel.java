package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Gives notices as events of JSON to subscribers within the program, such as an endpoint for
 * WebSockets or server-sent events. Any thread may subscribe.
 *
 * <p>The last events are kept, so that who was away for a moment gets what it has missed. Nobody
 * waits for a slow subscriber: once events it has not fetched are no longer kept, it gets an event
 * that says how many it has missed, and goes on with the oldest that there is. A notice counts as
 * delivered although nobody listens.
 */
public final class StreamChannel implements NotificationChannel {
  private static final int MOST_SUBSCRIBERS = 1_000;
  private static final int MOST_EVENTS = 100_000;

  private final String name;
  private final Executor executor;
  private final EventRing ring;
  private final List<StreamFeed> feeds = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * A channel of this name.
   *
   * @param kept how many events are kept, of 64 kB each at most; from 1 to 100,000
   * @param executor calls the subscribers; with one that runs on the thread that hands in, a slow
   *     subscriber keeps the channel waiting. When it rejects, the stream of that subscriber ends
   *     with the rejection as its error, on the thread that handed in
   */
  public StreamChannel(String name, int kept, Executor executor) {
    if (kept < 1 || kept > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "channel %s: from 1 to %d events can be kept, not %d".formatted(name, MOST_EVENTS, kept));
    }
    this.name = name;
    this.executor = Objects.requireNonNull(executor, "executor");
    this.ring = new EventRing(kept);
  }

  @Override
  public String name() {
    return name;
  }

  /** Events from the moment on at which somebody subscribes. */
  public Flow.Publisher<StreamEvent> events() {
    return subscriber -> subscribe(subscriber, ring.last());
  }

  /**
   * Events behind one that was seen: those that are still kept, and then the new ones. When some
   * are no longer kept, or the id is not of this run, a gap comes first.
   *
   * @param lastEventId the id of the last event that was seen; what is no id makes a gap
   */
  public Flow.Publisher<StreamEvent> eventsAfter(long lastEventId) {
    return subscriber -> subscribe(subscriber, Math.max(0, lastEventId));
  }

  private void subscribe(Flow.Subscriber<? super StreamEvent> subscriber, long seen) {
    Objects.requireNonNull(subscriber, "subscriber");
    StreamFeed feed = new StreamFeed(subscriber, ring, seen, executor, feeds::remove);
    if (feeds.size() >= MOST_SUBSCRIBERS) {
      feed.refuse(
          new IllegalStateException(
              "channel %s has %d subscribers already; cancel those that are not needed"
                  .formatted(name, MOST_SUBSCRIBERS)));
    } else {
      feeds.add(feed); // before it is introduced, so that nothing is missed meanwhile
    }
    if (closed) {
      feed.complete();
    }
    feed.begin();
  }

  @Override
  public DeliveryResult deliver(Notice notice) {
    if (closed) {
      return DeliveryResult.tryLater("channel %s is closed".formatted(name));
    }
    ring.add(notice);
    feeds.forEach(StreamFeed::wake);
    return DeliveryResult.delivered();
  }

  /** What subscribers have requested is still handed over, then their streams complete. */
  @Override
  public void close() {
    closed = true;
    feeds.forEach(StreamFeed::complete);
  }

  /** The name. */
  @Override
  public String toString() {
    return "StreamChannel[" + name + "]";
  }
}
