package io.ispmonitor.internal.path;

import io.ispmonitor.health.QueueHealth;
import io.ispmonitor.internal.loop.Inbox;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are to hear of, in the order in which it happened. What people must not miss has a
 * room of its own, so that a flood of outcomes and changes of state takes none from it.
 */
final class EventQueue {
  private final Inbox<Event> usual = new Inbox<>("events to tell", 1 << 17);
  private final Inbox<Vital> vital = new Inbox<>("announcements to tell", 1 << 16);

  /** How many usual events were taken in; the judge's. */
  private long usualIn;

  // The consumer's alone.
  private long usualOut;
  private @Nullable Event nextUsual;
  private @Nullable Vital nextVital;

  /** Takes an event in; false, and counted, when there is no room for it. The judge alone. */
  boolean offer(Event event) {
    if (event.mustBeTold()) {
      return vital.offer(new Vital(event, usualIn));
    }
    boolean taken = usual.offer(event);
    usualIn += taken ? 1 : 0;
    return taken;
  }

  /** Takes the oldest event out; null when there is none. The consumer alone. */
  @Nullable Event poll() {
    Event first = usual(); // before we look for a vital one, which may be older
    Vital waiting = vital();
    if (waiting == null) {
      return takeUsual(first);
    }
    if (usualOut >= waiting.usualBefore) {
      nextVital = null;
      return waiting.event;
    }
    return takeUsual(usual()); // it was taken in before the vital one, so it is there by now
  }

  private @Nullable Event takeUsual(@Nullable Event event) {
    if (event != null) {
      nextUsual = null;
      usualOut++;
    }
    return event;
  }

  private @Nullable Event usual() {
    if (nextUsual == null) {
      nextUsual = usual.poll();
    }
    return nextUsual;
  }

  private @Nullable Vital vital() {
    if (nextVital == null) {
      nextVital = vital.poll();
    }
    return nextVital;
  }

  /** Notes how full it is. The consumer calls this before it drains. */
  void gauge() {
    usual.gauge();
    vital.gauge();
  }

  List<Supplier<QueueHealth>> queues() {
    return List.of(usual::health, vital::health);
  }

  /** An event that people must not miss, and how many of the usual ones come before it. */
  private record Vital(Event event, long usualBefore) {}
}
