package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import io.ispmonitor.secret.Secret;
import io.ispmonitor.testkit.ManualTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
  private static final String OLD = "whsec_aGFzIHNpZ25lZCB0aGVtIHVudGlsIHRvZGF5";
  private static final HttpOptions HTTP =
      HttpOptions.DEFAULT.in(ManualTime.startingAt(Notices.NOON));

  private final FakeWebhook receiver = new FakeWebhook();
  private final FakeServer server = FakeServer.start(receiver);
  private final WebhookChannel channel = builder().sign(Secret.of(FakeWebhook.SECRET)).build();

  private WebhookChannelBuilder builder() {
    return WebhookChannel.builder("hook", Secret.of(server.uri() + FakeWebhook.PATH))
        .header("Authorization", Secret.of(FakeWebhook.AUTHORIZATION))
        .allowPlainHttp(true)
        .allowPrivateAddresses(true)
        .http(HTTP);
  }

  @AfterEach
  void close() {
    channel.close();
    server.close();
  }

  private static void delivered(DeliveryResult result) {
    assertEquals(Outcome.DELIVERED, Outcome.of(result), result.toString());
  }

  @Test
  @DisplayName("the whole notice arrives, with its alerts")
  void whole() throws Exception {
    delivered(channel.deliver(Notices.about("n-1", Notices.alert("a-1").build())));
    Map<String, Object> taken = receiver.taken().get(0);
    assertEquals("n-1", taken.get("id"));
    assertEquals("Tower 7 is down", Json.in(taken, "message").get("title"));
    assertEquals("a-1", Json.list(taken, "alerts").get(0).get("id"));
  }

  @Test
  @DisplayName("hostile text arrives as it is, and an id that no header takes is replaced for good")
  void hostile() throws Exception {
    delivered(channel.deliver(Notices.hostile()));
    delivered(channel.deliver(Notices.hostile().repeated()));
    String id = server.asked().get(0).header("webhook-id");
    assertTrue(id.matches("[0-9a-f-]{36}"), id);
    assertEquals(id, server.asked().get(1).header("webhook-id"));
    assertEquals(
        Notices.hostile().message().title(),
        Json.in(receiver.taken().get(0), "message").get("title"));
  }

  @Test
  @DisplayName("a hundred alerts are cut to what 20 kB hold, and it is said how many are missing")
  void long100() throws Exception {
    Alert[] alerts =
        IntStream.range(0, 100)
            .mapToObj(i -> Notices.alert("a-" + i).summary("漢".repeat(500)).build())
            .toArray(Alert[]::new);
    delivered(channel.deliver(Notices.about("n-1", alerts)));
    Map<String, Object> taken = receiver.taken().get(0);
    int arrived = Json.list(taken, "alerts").size();
    assertTrue(arrived > 3 && arrived < 100, arrived + " alerts");
    assertEquals(100L - arrived, taken.get("alertsLeftOut"));
  }

  @Test
  @DisplayName("each secret signs, so the other side may change from one to the next")
  void rotation() throws Exception {
    try (WebhookChannel both =
        builder().sign(Secret.of(OLD)).sign(Secret.of(FakeWebhook.SECRET)).build()) {
      delivered(both.deliver(Notices.about("n-1")));
    }
    Asked asked = server.last();
    String content = "n-1.%d.%s".formatted(Notices.NOON.getEpochSecond(), asked.text());
    assertEquals(
        List.of(FakeWebhook.sign(OLD, content), FakeWebhook.sign(FakeWebhook.SECRET, content)),
        FakeWebhook.signatures(asked));
    assertEquals(List.of(), server.complaints());
  }

  @Test
  @DisplayName("the signature is the one of the published example")
  void example() {
    WebhookSignature signature =
        new WebhookSignature("hook", List.of(Secret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}"));
  }

  @Test
  @DisplayName("without a secret nothing is signed, and a strict receiver refuses")
  void unsigned() throws Exception {
    try (WebhookChannel unsigned = builder().build()) {
      assertEquals(Outcome.REJECTED, Outcome.of(unsigned.deliver(Notices.about("n-1"))));
    }
    assertFalse(server.last().headers().containsKey("webhook-signature"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_abc!", "c2hvcnQ=", "whsec_not base 64 at all"})
  @DisplayName("a signing secret that is none is refused without being shown")
  void wrongSecret(String secret) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> builder().sign(Secret.of(secret)).build());
    assertFalse(refused.toString().contains(secret), refused.toString());
  }

  @Test
  @DisplayName("plain HTTP and private addresses need to be allowed")
  void egress() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> builder().allowPlainHttp(false).build());
    try (WebhookChannel guarded = builder().allowPrivateAddresses(false).build()) {
      DeliveryResult result = guarded.deliver(Notices.about("n-1"));
      assertEquals(Outcome.BROKEN, Outcome.of(result), result.toString());
    }
    assertEquals(List.of(), server.asked());
  }

  @Test
  @DisplayName("a body that repeats what it was sent is not repeated by us")
  void echo() throws Exception {
    server.next(Says.of(400, "bad: " + FakeWebhook.PATH + " " + FakeWebhook.AUTHORIZATION));
    String said = channel.deliver(Notices.about("n-1")).toString();
    assertEquals("Rejected[reason=localhost answered 400, isChannelBroken=false]", said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Webhook-Id", "X Y", "", "X:"})
  @DisplayName("headers that are not for a host to set are refused")
  void headers(String name) {
    assertThrows(IllegalArgumentException.class, () -> builder().header(name, Secret.of("x")));
    assertThrows(
        IllegalArgumentException.class, () -> builder().header("X-Key", Secret.of("x\r\ny: z")));
  }

  @Test
  @DisplayName("a close ends the wait for an answer")
  void closedMeanwhile() throws Exception {
    Notice notice = Notices.notice("n-1", Message.of("Hello"));
    CountDownLatch came = server.fallSilent();
    Thread closing =
        new Thread(
            () -> {
              try {
                came.await();
                channel.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    closing.start();
    assertEquals(DeliveryResult.tryLater("channel hook is closed"), channel.deliver(notice));
    closing.join();
  }
}
