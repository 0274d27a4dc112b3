package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import java.util.Set;

/**
 * What the words mean by which Slack says no (Slack, "chat.postMessage" and "Sending messages using
 * incoming webhooks", errors).
 */
final class SlackErrors {
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "rollup_error",
          "team_added_to_org",
          "accesslimited");

  private static final Set<String> BREAKING =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "channel_not_found",
          "not_in_channel",
          "is_archived",
          "channel_is_archived",
          "user_not_found",
          "invalid_token",
          "no_active_hooks",
          "no_service",
          "no_service_id",
          "no_team",
          "team_disabled",
          "action_prohibited",
          "posting_to_general_channel_denied",
          "missing_scope",
          "no_permission",
          "not_allowed_token_type",
          "org_login_required",
          "ekm_access_denied",
          "enterprise_is_restricted",
          "team_access_not_granted",
          "two_factor_setup_required",
          "access_denied",
          "restricted_action",
          "restricted_action_read_only_channel",
          "restricted_action_thread_only_channel");

  /** A message that is there no more, or may not be changed any more. */
  private static final Set<String> UNCHANGEABLE =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found");

  /** A message that cannot be answered, while others may still be written. */
  private static final Set<String> UNANSWERABLE =
      Set.of(
          "thread_not_found",
          "cannot_reply_to_message",
          "restricted_action_non_threadable_channel",
          "restricted_action_thread_locked");

  /**
   * A conversation to which nobody can write any more; the one that is configured may be another.
   */
  private static final Set<String> GONE =
      Set.of(
          "channel_not_found",
          "not_in_channel",
          "is_archived",
          "channel_is_archived",
          "is_inactive"); // what "chat.update" says of an archived one

  private SlackErrors() {}

  /** What an error word comes to. */
  static DeliveryResult result(String host, String error) {
    String reason = "%s answered %s".formatted(host, error);
    if (PASSING.contains(error)) {
      return DeliveryResult.tryLater(reason);
    }
    return BREAKING.contains(error)
        ? DeliveryResult.broken(
            reason + "; see to the token or address, and whether it may write to the conversation")
        : DeliveryResult.rejected(reason);
  }

  /** What comes of an answer with a status of its own: what the word says of the channel counts. */
  static DeliveryResult verdict(HttpVerdict verdict, HttpReply.Answer answer, String error) {
    return BREAKING.contains(error) ? result(answer.host(), error) : verdict.of(answer, error);
  }

  /** Whether a message cannot be edited, so that another one is needed. */
  static boolean isUnchangeable(String error) {
    return UNCHANGEABLE.contains(error) || GONE.contains(error);
  }

  /** Whether a message cannot be answered, so that another one is needed. */
  static boolean isUnanswerable(String error) {
    return UNANSWERABLE.contains(error) || GONE.contains(error);
  }

  /** A word that may be shown: Slack's are never anything else. */
  static String word(String said) {
    String word = said.strip();
    return word.matches("[a-z_]{1,60}") ? word : "";
  }
}
