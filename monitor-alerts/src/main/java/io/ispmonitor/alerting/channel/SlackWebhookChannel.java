package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.Pace;
import io.ispmonitor.secret.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * Tells a conversation of Slack by an incoming webhook (Slack, "Sending messages using incoming
 * webhooks"). Such messages can neither be edited nor answered, so each notice is one of its own;
 * {@link SlackBotChannel} can do both.
 */
public final class SlackWebhookChannel extends HttpChannel {
  /** One message a second (Slack, "Rate limits"). */
  static final Pace PACE = new Pace(1, Duration.ofSeconds(1));

  private final URI uri;

  /**
   * A channel.
   *
   * @param name what it is called
   * @param url the webhook's address: whoever knows it can write there
   * @param http how to talk HTTP
   * @throws IllegalArgumentException when it is no address of a web server
   */
  public SlackWebhookChannel(String name, Secret url, HttpOptions http) {
    super(name, PACE, new HttpSender(name, http), http);
    this.uri = Address.of("channel " + name, url);
  }

  @Override
  public DeliveryResult deliver(Notice notice) throws InterruptedException {
    HttpReply reply =
        sender.send(
            HttpPost.json(
                uri,
                json -> {
                  json.writeStartObject();
                  SlackText.write(json, notice.message());
                  SlackText.writeQuiet(json);
                  json.writeEndObject();
                }));
    return reply.result(this::judge);
  }

  private DeliveryResult judge(HttpReply.Answer answer) {
    boolean isOk = answer.body().strip().equals("ok") || "true".equals(answer.values().get("/ok"));
    if (answer.isSuccess() && !isOk) {
      return HttpVerdict.stranger(answer, "Slack");
    }
    return SlackErrors.verdict(verdict, answer, SlackErrors.word(answer.body()));
  }
}
