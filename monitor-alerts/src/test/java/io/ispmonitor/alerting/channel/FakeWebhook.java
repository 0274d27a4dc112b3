package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Refused;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver that keeps to Standard Webhooks. */
final class FakeWebhook implements FakeVendor {
  static final String PATH = "/hooks/5e1f-very-private?key=3nT3r";
  static final String SECRET = "whsec_c2lnbnMgbm90aGluZyBidXQgb3VyIHRlc3Rz";
  static final String AUTHORIZATION = "Bearer not-the-token-of-anybody";

  private final List<Map<String, Object>> taken = new ArrayList<>();

  synchronized List<Map<String, Object>> taken() {
    return List.copyOf(taken);
  }

  @Override
  public synchronized List<String> shown() {
    return taken.stream().map(fields -> Json.in(fields, "message").toString()).toList();
  }

  @Override
  public synchronized Says apply(Asked asked) {
    Map<String, Object> fields = Fields.of(asked);
    String id = asked.header("webhook-id");
    String timestamp = asked.header("webhook-timestamp");
    if (!asked.uri().toString().equals(PATH)
        || !asked.header("Authorization").equals(AUTHORIZATION)) {
      return Says.of(401, "who are you?");
    }
    if (asked.text().getBytes(StandardCharsets.UTF_8).length > 20_000) {
      throw new Refused("too long");
    }
    if (!timestamp.equals(String.valueOf(Notices.NOON.getEpochSecond()))) {
      throw new Refused("too old or new: " + timestamp);
    }
    if (!signatures(asked).contains(sign(SECRET, id + "." + timestamp + "." + asked.text()))) {
      throw new Refused("not signed by us: " + asked.header("webhook-signature"));
    }
    if (!Long.valueOf(1).equals(fields.get("version"))) {
      throw new Refused("version " + fields.get("version"));
    }
    taken.add(fields);
    return Says.of(200, "");
  }

  static List<String> signatures(Asked asked) {
    return List.of(asked.header("webhook-signature").split(" ", -1));
  }

  static String sign(String secret, String content) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new Refused(e.toString());
    }
  }
}
