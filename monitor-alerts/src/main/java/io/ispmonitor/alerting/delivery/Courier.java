package io.ispmonitor.alerting.delivery;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.OutboxEntry;
import java.util.List;

/**
 * Hears what becomes of notices. Called by the threads of the lanes. What is delivered or given up
 * stays in the outbox until the courier has noted it and says so ({@link Lanes#settled}): a program
 * that ends in between tells it once more, and not never.
 */
public interface Courier {

  /** It was delivered. */
  void delivered(OutboxEntry entry, DeliveryResult.Delivered result);

  /** It would have been delivered, by an instance that does more than observe. */
  void observed(OutboxEntry entry);

  /** It was not taken; it is tried again. */
  void delayed(OutboxEntry entry, String reason);

  /** It has to wait before it is tried, and why. */
  void held(OutboxEntry entry, String reason);

  /** It is not tried any more. */
  void givenUp(OutboxEntry entry, String reason);

  /** There was no room for these one by one: they go into one. */
  void merged(List<OutboxEntry> entries, OutboxEntry digest);

  /** What a digest of notices says, in the language of a channel. */
  Message digest(String channel, List<Notice> notices);

  /** The same notice, which may have arrived already and says so in the language of a channel. */
  Notice repeated(String channel, Notice notice);
}
