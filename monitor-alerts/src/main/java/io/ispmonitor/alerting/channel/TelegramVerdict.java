package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer of Telegram means (Telegram Bot API, "Making requests" and ResponseParameters).
 * Its error codes "are subject to change", so the status and the parameters count, and the
 * description only where nothing else tells.
 */
final class TelegramVerdict {
  /** That nobody can write there, as the Bot API says it or the servers behind it. */
  private static final List<String> NOBODY_THERE =
      List.of(
          "chat not found",
          "user not found",
          "thread not found",
          "chat_id is empty",
          "upgraded to a supergroup", // and it does not say to which one
          "deactivated",
          "bot was kicked",
          "bot was blocked",
          "bot is not a member",
          "not enough rights",
          "no rights to send",
          "no write access",
          "administrator rights",
          "chat_admin_required",
          "chat_restricted",
          "chat_write_forbidden",
          "chat_send_plain_forbidden",
          "channel_private",
          "peer_id_invalid",
          "user_is_blocked",
          "topic_closed",
          "topic_deleted");

  private final HttpVerdict verdict;
  private final Masking masking;

  TelegramVerdict(HttpVerdict verdict, Secret token) {
    this.verdict = verdict;
    this.masking = new Masking(List.of(token));
  }

  /** What came of a new message in a chat. */
  DeliveryResult of(HttpReply.Answer answer, String chat) {
    Map<String, String> values = answer.values();
    if (answer.isSuccess()) {
      return sent(answer, values, chat);
    }
    String says = masking.show(values.getOrDefault("/description", ""));
    if (answer.status() == 429) {
      return limited(answer, values, says);
    }
    if (answer.status() == 400 && says(values, NOBODY_THERE)) {
      return DeliveryResult.broken(
          "%s answered 400: %s; see to the chat, the topic and the bot's rights there"
              .formatted(answer.host(), says));
    }
    return verdict.of(answer, says);
  }

  private static DeliveryResult sent(
      HttpReply.Answer answer, Map<String, String> values, String chat) {
    if (!"true".equals(values.get("/ok"))) {
      return HttpVerdict.stranger(answer, "Telegram");
    }
    TelegramReceipt receipt = TelegramReceipt.of(chat, values.get("/result/message_id"));
    return new DeliveryResult.Delivered(receipt == null ? null : receipt.write());
  }

  private DeliveryResult limited(HttpReply.Answer answer, Map<String, String> values, String says) {
    return RetryAfter.seconds(values.getOrDefault("/parameters/retry_after", ""))
        .<DeliveryResult>map(
            wait ->
                new DeliveryResult.TryLater(
                    "%s answered 429: %s".formatted(answer.host(), says), wait))
        .orElseGet(() -> verdict.of(answer, says));
  }

  /** Whether it does not take what it was sent, for whatever reason. */
  static boolean isRefused(HttpReply reply) {
    return reply instanceof HttpReply.Answer answer && answer.status() == 400;
  }

  /** Whether an edited message already reads like that. */
  static boolean isUnchanged(HttpReply reply) {
    return isRefused(reply)
        && reply instanceof HttpReply.Answer answer
        && says(answer.values(), List.of("message is not modified"));
  }

  /** The chat that a group has become, if this is what it says. */
  static Optional<String> migratedTo(HttpReply reply) {
    return isRefused(reply) && reply instanceof HttpReply.Answer answer
        ? Optional.ofNullable(answer.values().get("/parameters/migrate_to_chat_id"))
            .filter(id -> id.matches("-?[0-9]{1,20}"))
        : Optional.empty();
  }

  private static boolean says(Map<String, String> values, List<String> words) {
    String description = values.getOrDefault("/description", "").toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(description::contains);
  }
}
