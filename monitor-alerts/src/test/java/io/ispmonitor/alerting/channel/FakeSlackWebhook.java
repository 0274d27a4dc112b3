package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An incoming webhook of Slack. */
final class FakeSlackWebhook implements FakeVendor {
  static final String PATH = "/services/T0/B0/nobody-shall-read-this";
  private static final Set<String> KNOWN =
      Set.of("text", "blocks", "mrkdwn", "unfurl_links", "unfurl_media");

  private final List<String> shown = new ArrayList<>();

  @Override
  public synchronized List<String> shown() {
    return List.copyOf(shown);
  }

  @Override
  public synchronized Says apply(Asked asked) {
    if (!asked.uri().toString().equals(PATH)) {
      return Says.of(404, "no_service");
    }
    Map<String, Object> fields = Fields.of(asked);
    Fields.only(fields, KNOWN);
    shown.add(SlackBlocks.shown(fields));
    return Says.of(200, "ok");
  }
}
