package io.ispmonitor.alerting;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.alerting.delivery.ChannelOptions;
import io.ispmonitor.alerting.delivery.Courier;
import io.ispmonitor.alerting.message.Phrases;
import io.ispmonitor.alerting.message.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings what the lanes say to the desk, and knows how each channel speaks. Any thread. */
final class Dispatch implements Courier {
  private final Desk desk;
  private final Map<String, Wording> wordings = new HashMap<>();
  private volatile @Nullable Receipts receipts;

  Dispatch(Desk desk, AlertingSettings settings) {
    this.desk = desk;
    settings
        .channels()
        .forEach((channel, options) -> wordings.put(channel.name(), wording(options, settings)));
  }

  private static Wording wording(ChannelOptions options, AlertingSettings settings) {
    return new Wording(Phrases.of(options.language(), settings.phrases()), settings.zone());
  }

  /** Who notes it; to be said before the desk begins to work. */
  void to(Receipts receipts) {
    this.receipts = receipts;
  }

  private Receipts receipts() {
    return Objects.requireNonNull(receipts, "receipts");
  }

  /** The words of a channel. */
  Wording wording(String channel) {
    Wording wording = wordings.get(channel);
    if (wording == null) {
      throw new IllegalArgumentException("there is no channel '" + channel + "'");
    }
    return wording;
  }

  @Override
  public void delivered(OutboxEntry entry, DeliveryResult.Delivered result) {
    desk.submitSurely(() -> receipts().delivered(entry, result));
  }

  @Override
  public void observed(OutboxEntry entry) {
    desk.submitSurely(() -> receipts().observed(entry));
  }

  @Override
  public void delayed(OutboxEntry entry, String reason) {
    desk.submitSurely(() -> receipts().delayed(entry, reason));
  }

  @Override
  public void held(OutboxEntry entry, String reason) {
    desk.submitSurely(() -> receipts().held(entry, reason));
  }

  @Override
  public void givenUp(OutboxEntry entry, String reason) {
    desk.submitSurely(() -> receipts().givenUp(entry, reason));
  }

  @Override
  public void merged(List<OutboxEntry> entries, OutboxEntry digest) {
    desk.submitSurely(() -> receipts().merged(entries, digest));
  }

  @Override
  public Message digest(String channel, List<Notice> notices) {
    return wording(channel).digest(notices);
  }

  @Override
  public Notice repeated(String channel, Notice notice) {
    return wording(channel).repeated(notice);
  }
}
