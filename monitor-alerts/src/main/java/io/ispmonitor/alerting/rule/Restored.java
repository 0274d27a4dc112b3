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

  private static final String UNKNOWN_TYPE = "other";

  /**
   * What an alert is about; empty when no rule speaks for it any more. That is so too where the
   * rule of its name is another now, of another sort or about something else: it would never end
   * this trouble, or say of it what is not so.
   */
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
    if (!isOf(watcher, alert, instance)) {
      return Optional.empty();
    }
    return Optional.of(new Restored(watcher, instance, EpochNanos.of(alert.firstSeen())));
  }

  private static boolean isOf(Watcher watcher, Alert alert, String instance) {
    Rule rule = watcher.rule;
    boolean isOfType = alert.type().equals(rule.type()) || alert.type().equals(UNKNOWN_TYPE);
    boolean ends = rule.hasEnd() && rule.heading().isTold();
    return isOfType && ends && watcher.isAbout(alert.facts()) && isPart(watcher, instance);
  }

  private static boolean isPart(Watcher watcher, String instance) {
    return watcher.isOfDevice()
        ? instance.isEmpty()
        : Keys.isShortened(instance) || watcher.instances().matches(instance);
  }
}
