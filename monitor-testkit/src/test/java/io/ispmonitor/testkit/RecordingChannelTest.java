package io.ispmonitor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Receipt;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.testkit.contract.NotificationChannelContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordingChannelTest extends NotificationChannelContract {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Notice NOTICE =
      new Notice(
          "n-1",
          "i-1",
          Notice.Kind.PROBLEM,
          Severity.CRITICAL,
          Instant.EPOCH,
          Message.of("Tower 7 is down"),
          List.of(),
          null,
          false);

  private final RecordingChannel channel = new RecordingChannel("recording");

  @Override
  protected NotificationChannel newChannel() {
    return channel;
  }

  @Override
  protected List<String> shown() {
    return channel.titles();
  }

  @Override
  protected void makeUnreachable() {
    channel.always(DeliveryResult.tryLater("nobody is there"));
  }

  @Override
  protected CountDownLatch makeSilent() {
    channel.hold();
    CountDownLatch came = new CountDownLatch(1);
    new Thread(() -> awaitOne(came)).start();
    return came;
  }

  private void awaitOne(CountDownLatch came) {
    try {
      if (channel.awaitAsked(1, LONG_ENOUGH)) {
        came.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected List<String> secrets() {
    return List.of("nothing of the sort");
  }

  @Test
  @DisplayName("attempts come to what the script says, and then to what is usual")
  void script() throws Exception {
    channel.next(DeliveryResult.tryLater("limit"), DeliveryResult.rejected("no"));
    channel.next(
        notice -> {
          throw new IllegalStateException("a channel with a bug");
        });
    assertEquals(DeliveryResult.tryLater("limit"), channel.deliver(NOTICE));
    assertEquals(DeliveryResult.rejected("no"), channel.deliver(NOTICE));
    assertThrows(IllegalStateException.class, () -> channel.deliver(NOTICE));
    assertEquals(new DeliveryResult.Delivered(new Receipt("n-1")), channel.deliver(NOTICE));
    assertEquals(4, channel.asked().size());
    assertEquals(List.of(NOTICE), channel.delivered());
    channel.clear();
    assertEquals(List.of(), channel.asked());
  }

  @Test
  @DisplayName("held attempts count as made, and go on when they are released")
  void held() throws Exception {
    channel.hold();
    CompletableFuture<DeliveryResult> result = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                result.complete(channel.deliver(NOTICE));
              } catch (InterruptedException e) {
                result.completeExceptionally(e);
              }
            })
        .start();
    assertTrue(channel.awaitAsked(1, LONG_ENOUGH));
    assertFalse(channel.awaitAsked(2, Duration.ZERO));
    assertFalse(result.isDone());
    channel.release();
    assertInstanceOf(
        DeliveryResult.Delivered.class, result.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
  }
}
