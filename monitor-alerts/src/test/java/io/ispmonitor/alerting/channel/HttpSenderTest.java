package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ispmonitor.alert.DeliveryResult;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpSenderTest {

  @Test
  @DisplayName("a name that is not resolved in time is reported with the time that was waited")
  void unresolved() throws Exception {
    HttpOptions options =
        HttpOptions.DEFAULT.timeouts(Duration.ofMillis(50), Duration.ofSeconds(20));
    CountDownLatch resolved = new CountDownLatch(1);
    try (HttpSender sender = new HttpSender("noc", options, uri -> await(resolved))) {
      HttpReply reply =
          sender.send(HttpPost.json(URI.create("https://hooks.example/x"), json -> {}));
      HttpReply.Failure failure = assertInstanceOf(HttpReply.Failure.class, reply);
      assertEquals(
          DeliveryResult.tryLater("the name hooks.example was not resolved within 50 ms"),
          failure.why());
    } finally {
      resolved.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
