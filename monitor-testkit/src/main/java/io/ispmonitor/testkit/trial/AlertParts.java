package io.ispmonitor.testkit.trial;

import io.ispmonitor.alert.Acknowledgement;
import io.ispmonitor.alert.AlertLedger;
import io.ispmonitor.alert.AlertStore;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Outbox;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * What an alerting under trial is to be made of. What is told goes to the chat; what the chat
 * cannot deliver goes by mail; and when nobody has taken it, it goes to the pager as well.
 *
 * @param alerts where alerts are kept
 * @param ledger where decisions are kept
 * @param outbox where notices wait
 * @param chat the channel people look at; it fails at times, for minutes or hours
 * @param mail the fallback of the chat; it fails at times, too
 * @param pager the channel for what nobody takes
 * @param escalation how long after people were told the pager is
 * @param reminder how often people are reminded
 * @param people hears from the alerting how to take an alert: by its id, by whom; to be given it
 *     each time one is made
 */
public record AlertParts(
    AlertStore alerts,
    AlertLedger ledger,
    Outbox outbox,
    NotificationChannel chat,
    NotificationChannel mail,
    NotificationChannel pager,
    Duration escalation,
    Duration reminder,
    People people) {

  /** Who takes alerts. */
  @FunctionalInterface
  public interface People {
    /** From now on they take some of what they are told. */
    void take(BiConsumer<String, Acknowledgement> by);
  }
}
