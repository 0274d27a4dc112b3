package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a conversation of Slack by a bot (Slack, "chat.postMessage" and "chat.update"; the scope is
 * {@code chat:write}).
 *
 * <p>An update edits the incident's first message. A recovery edits it too and answers in its
 * thread; reminders and escalations answer there. Answers are shown in the conversation as well,
 * since nobody looks into threads at night. What cannot be edited or answered any more is sent
 * anew, and so is what was told to another conversation than the one that is configured.
 */
public final class SlackBotChannel extends HttpChannel {
  /** The Web API as Slack runs it. */
  public static final URI SLACK = URI.create("https://slack.com/api");

  private static final String POST = "chat.postMessage";
  private static final int LONGEST_CONVERSATION = 200;

  private final String base;
  private final Secret token;
  private final String conversation;

  /**
   * A channel.
   *
   * @param name what it is called
   * @param token the bot's, which begins with {@code xoxb-}
   * @param conversation the id of the conversation, such as {@code C0123456789}, or its name
   * @param base where the Web API is, usually {@link #SLACK}
   * @param http how to talk HTTP
   * @throws IllegalArgumentException when one of them cannot be right
   */
  public SlackBotChannel(
      String name, Secret token, String conversation, URI base, HttpOptions http) {
    super(name, SlackWebhookChannel.PACE, new HttpSender(name, http), http);
    String subject = "channel " + name;
    if (conversation.isBlank() || conversation.length() > LONGEST_CONVERSATION) {
      throw new IllegalArgumentException(
          "%s: it needs a conversation, such as C0123456789, not '%s'"
              .formatted(subject, CleanText.line(conversation, LONGEST_CONVERSATION)));
    }
    this.base = Address.base(subject, base).toString();
    this.token = Address.token(subject, token);
    this.conversation = conversation;
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    SlackReceipt first = SlackReceipt.read(notice.previous());
    if (first == null || !first.configured().equals(conversation)) {
      return post(notice, null);
    }
    return switch (notice.kind()) {
      case UPDATE, RECOVERY -> update(notice, first);
      default -> post(notice, first);
    };
  }

  private DeliveryResult update(Notice notice, SlackReceipt first) throws InterruptedException {
    HttpReply reply =
        ask("chat.update", notice, Map.of("channel", first.conversation(), "ts", first.ts()));
    if (SlackErrors.isUnchangeable(error(reply))) {
      return post(notice, null);
    }
    DeliveryResult result = reply.result(answer -> judge(answer, first));
    return result instanceof DeliveryResult.Delivered && notice.kind() == Notice.Kind.RECOVERY
        ? post(notice, first)
        : result;
  }

  private DeliveryResult post(Notice notice, @Nullable SlackReceipt first)
      throws InterruptedException {
    if (first == null) {
      return ask(POST, notice, Map.of("channel", conversation))
          .result(answer -> judge(answer, null));
    }
    Map<String, String> where = Map.of("channel", first.conversation(), "thread_ts", first.ts());
    HttpReply reply = ask(POST, notice, where);
    return SlackErrors.isUnanswerable(error(reply))
        ? post(notice, null)
        : reply.result(answer -> judge(answer, first));
  }

  private static String error(HttpReply reply) {
    return reply instanceof HttpReply.Answer said ? said.values().getOrDefault("/error", "") : "";
  }

  private HttpReply ask(String method, Notice notice, Map<String, String> where)
      throws InterruptedException {
    HttpPost post =
        HttpPost.json(
            URI.create(base + "/" + method),
            json -> {
              json.writeStartObject();
              for (var field : where.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
              }
              SlackText.write(json, notice.message());
              if (method.equals(POST)) {
                SlackText.writeQuiet(json);
              }
              if (where.containsKey("thread_ts")) {
                json.writeBooleanField("reply_broadcast", true);
              }
              json.writeEndObject();
            });
    return sender.send(post.with("Authorization", "Bearer " + token.revealText()));
  }

  private DeliveryResult judge(HttpReply.Answer answer, @Nullable SlackReceipt first) {
    Map<String, String> values = answer.values();
    String error = SlackErrors.word(values.getOrDefault("/error", ""));
    if (!answer.isSuccess()) {
      return SlackErrors.verdict(verdict, answer, error);
    }
    if (!error.isEmpty()) {
      return SlackErrors.result(answer.host(), error);
    }
    if (!"true".equals(values.get("/ok"))) {
      return HttpVerdict.stranger(answer, "Slack");
    }
    SlackReceipt sent =
        first != null
            ? first
            : SlackReceipt.of(values.get("/channel"), values.get("/ts"), conversation);
    return new DeliveryResult.Delivered(sent == null ? null : sent.write());
  }
}
