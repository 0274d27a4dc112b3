package io.ispmonitor.alerting.rule;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.metric.EpochNanos;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trouble that was there before a restart.
 *
 * @param watcher whose
 * @param instance of which part of the device
 * @param sinceNanos since when
 */
record Restored(Watcher watcher, String instance, long sinceNanos) {

  /** What an alert is about; empty when no rule speaks for it any more. */
  static Optional<Restored> of(Alert alert, Watchers watchers) {
    int slash = alert.key().indexOf('/');
    @Nullable Watcher watcher = slash < 0 ? null : watchers.find(alert.key().substring(0, slash));
    if (watcher == null) {
      return Optional.empty();
    }
    String prefix = Keys.prefix(watcher.rule.id(), alert.source());
    String rest = alert.key().startsWith(prefix) ? alert.key().substring(prefix.length()) : "other";
    if (!rest.isEmpty() && rest.charAt(0) != '/') {
      return Optional.empty();
    }
    String instance = rest.isEmpty() ? "" : rest.substring(1);
    return Optional.of(new Restored(watcher, instance, EpochNanos.of(alert.firstSeen())));
  }
}
