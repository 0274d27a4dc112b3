package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Outbox;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.health.HealthCheck;
import io.ispmonitor.leadership.Standing;
import io.ispmonitor.time.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** All channels, each in a lane of its own. Any thread. */
public final class Lanes implements AutoCloseable {
  /** Of which half is kept for critical ones. */
  private static final int MOST_WAITING = 20_000;

  private final TimeSource time;
  private final Outbox outbox;
  private final Courier courier;
  private final Right right;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  /**
   * Opens a lane for each channel, and takes up what the outbox still holds; what was under way
   * when the program ended may arrive twice, and says so.
   *
   * @param channels the channels, with how they are to be used
   * @param right whether this instance may tell people anything
   */
  public Lanes(
      Map<NotificationChannel, ChannelOptions> channels,
      TimeSource time,
      ThreadFactory threads,
      Outbox outbox,
      Courier courier,
      Right right) {
    this.time = time;
    this.right = right;
    this.outbox = outbox;
    this.courier = courier;
    channels.forEach(
        (channel, options) ->
            lanes.put(
                channel.name(), new Lane(channel, options, time, threads, outbox, courier, right)));
    for (OutboxEntry entry : outbox.all()) {
      Lane lane = lanes.get(entry.channel());
      if (lane == null) {
        courier.givenUp(entry, "there is no channel of this name any more");
      } else if (entry.isUnderWay()) {
        lane.takeUp(entry.with(courier.repeated(entry.channel(), entry.notice())).waits());
      } else {
        lane.takeUp(entry);
      }
    }
  }

  /** The names of all channels. */
  public Set<String> names() {
    return lanes.keySet();
  }

  /** The language of a channel's messages. */
  public Locale language(String channel) {
    return lane(channel).options().language();
  }

  /** The channel that takes over; null for none. */
  public @Nullable String fallback(String channel) {
    return lane(channel).options().fallback();
  }

  /** Has a notice delivered; one for which there is no room is given up at once. */
  public void send(String channel, Notice notice) {
    Lane lane = lane(channel);
    OutboxEntry entry = OutboxEntry.of(channel, notice, time.instant());
    boolean isCritical = notice.severity().isAtLeast(Severity.CRITICAL);
    int room = isCritical ? MOST_WAITING : MOST_WAITING / 2;
    if (lane.waiting() >= room) {
      courier.givenUp(entry, "%d notices wait for the channel already".formatted(lane.waiting()));
      return;
    }
    outbox.put(entry);
    lane.submit(entry);
  }

  /** It is noted what became of a notice: it need not be kept for the next start. */
  public void settled(OutboxEntry entry) {
    outbox.remove(entry.channel(), entry.notice().id());
  }

  private Lane lane(String channel) {
    Lane lane = lanes.get(channel);
    if (lane == null) {
      throw new IllegalArgumentException(
          "there is no channel '%s'; there are %s".formatted(channel, lanes.keySet()));
    }
    return lane;
  }

  /** Looks after deliveries that hang. */
  public void watch(long now) {
    lanes.values().forEach(lane -> lane.watch(now));
  }

  /** How each channel is doing. */
  public List<HealthCheck> health() {
    List<HealthCheck> checks = new ArrayList<>();
    lanes.forEach(
        (name, lane) -> {
          String trouble = lane.trouble();
          String detail = "%d notices wait".formatted(lane.waiting());
          checks.add(
              trouble == null
                  ? HealthCheck.healthy("channel " + name, detail)
                  : HealthCheck.degraded("channel " + name, trouble + "; " + detail));
        });
    checks.add(right());
    return List.copyOf(checks);
  }

  /** A mode in which nobody is told anything has to be seen. */
  private HealthCheck right() {
    String name = "sending";
    Standing is = right.now();
    if (is instanceof Standing.Leading leading) {
      return HealthCheck.healthy(
          name, leading.mayRepeat() ? "what is told may have been told already, and says so" : "");
    }
    if (is instanceof Standing.Following following) {
      return HealthCheck.degraded(
          name, "nobody is told anything, since this is not in charge: " + following.reason());
    }
    long observed = lanes.values().stream().mapToLong(Lane::observed).sum();
    return HealthCheck.degraded(
        name,
        "nobody is told anything, since this only observes; %d notices would have been sent"
            .formatted(observed));
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::close);
  }
}
