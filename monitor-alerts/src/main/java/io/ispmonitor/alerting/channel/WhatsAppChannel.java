package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Tells somebody on WhatsApp (WhatsApp Cloud API, "Messages": template messages).
 *
 * <p>WhatsApp takes free text only within 24 hours of what the other side wrote last, which nobody
 * writes to an alarm. So each notice fills a template that was approved before, and WhatsApp
 * charges for it. Messages can neither be edited nor recalled. Texts go in as they are: WhatsApp
 * shows {@code *a*} in bold and knows no way to escape it.
 */
public final class WhatsAppChannel extends HttpChannel {
  /** The Graph API as Meta runs it. */
  public static final URI META = URI.create("https://graph.facebook.com");

  /** One message in six seconds to one number, and some at once ("Pair rate limits"). */
  private static final Pace PACE = new Pace(5, Duration.ofSeconds(6));

  private final URI uri;
  private final Secret token;
  private final String to;
  private final WhatsAppTemplate template;
  private final Masking masking;

  WhatsAppChannel(
      String name, URI uri, Secret token, String to, WhatsAppTemplate template, HttpOptions http) {
    super(name, PACE, new HttpSender(name, http), http);
    this.uri = uri;
    this.token = token;
    this.to = to;
    this.template = template;
    this.masking = new Masking(List.of(token));
  }

  /**
   * Begins to describe a channel.
   *
   * @param name what it is called
   * @param token of a system user with the permission whatsapp_business_messaging
   * @param sender the id of the sending phone number, which is not that number
   * @param to the number that is told, with its country's code: {@code +55 11 91234-5678}
   * @param template what it is told with
   * @throws IllegalArgumentException when one of them cannot be right
   */
  public static WhatsAppChannelBuilder builder(
      String name, Secret token, String sender, String to, WhatsAppTemplate template) {
    return new WhatsAppChannelBuilder(name, token, sender, to, template);
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    HttpPost post =
        HttpPost.json(
            uri,
            json -> {
              json.writeStartObject();
              json.writeStringField("messaging_product", "whatsapp");
              json.writeStringField("recipient_type", "individual");
              json.writeStringField("to", to);
              json.writeStringField("type", "template");
              json.writeFieldName("template");
              template.write(json, notice);
              json.writeEndObject();
            });
    HttpReply reply = sender.send(post.with("Authorization", "Bearer " + token.revealText()));
    return reply.result(this::judge);
  }

  private DeliveryResult judge(HttpReply.Answer answer) {
    Map<String, String> values = answer.values();
    if (answer.isSuccess()) {
      String id = values.getOrDefault("/messages/0/id", "");
      return id.matches("[!-~]{1,500}")
          ? new DeliveryResult.Delivered(new Receipt(id))
          : HttpVerdict.stranger(answer, "WhatsApp");
    }
    String says = masking.show(values.getOrDefault("/error/message", ""));
    return WhatsAppErrors.result(answer.host(), values, says)
        .map(result -> withWait(answer, result))
        .orElseGet(() -> verdict.of(answer, says));
  }

  /** What a header says about the wait counts more than what we know. */
  private DeliveryResult withWait(HttpReply.Answer answer, DeliveryResult result) {
    return result instanceof DeliveryResult.TryLater later
            && verdict.later(answer, later.reason()) instanceof DeliveryResult.TryLater said
            && said.after() != null
        ? said
        : result;
  }
}
