package io.ispmonitor.testkit.trial;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Delivers nothing at times, and now and then refuses a single notice for good. */
final class SpoiltChannel implements NotificationChannel {
  private static final int REFUSED = 50;

  private final String name;
  private final Supplier<Instant> clock;
  private final List<Draw.Outage> outages;
  private final Consumer<Alert> reader;

  /**
   * A channel.
   *
   * @param outages when it does not deliver
   * @param reader reads of each alert that is open
   */
  SpoiltChannel(
      String name, Supplier<Instant> clock, List<Draw.Outage> outages, Consumer<Alert> reader) {
    this.name = name;
    this.clock = clock;
    this.outages = List.copyOf(outages);
    this.reader = reader;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeliveryResult deliver(Notice notice) {
    Instant now = clock.get();
    Optional<Draw.Outage> outage = outages.stream().filter(is -> is.holdsAt(now)).findFirst();
    if (outage.isPresent()) {
      return fail(outage.get().sort());
    }
    if (!outages.isEmpty() && Math.floorMod(notice.id().hashCode(), REFUSED) == 0) {
      return DeliveryResult.rejected("it does not like this one");
    }
    notice.alerts().stream().filter(Alert::isOpen).forEach(reader);
    Receipt first = notice.previous();
    return new DeliveryResult.Delivered(first != null ? first : new Receipt(notice.id()));
  }

  private DeliveryResult fail(Draw.Outage.Sort sort) {
    return switch (sort) {
      case LATER -> DeliveryResult.tryLater("connection refused");
      case THROWS -> throw new IllegalStateException("the channel " + name + " has a mistake");
      case WANTS_REST -> new DeliveryResult.TryLater("too many requests", Duration.ofMinutes(3));
      case BROKEN -> DeliveryResult.broken("the token was withdrawn");
    };
  }

  @Override
  public String toString() {
    return "SpoiltChannel[" + name + "]";
  }
}
