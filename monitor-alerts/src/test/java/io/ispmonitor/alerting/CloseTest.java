package io.ispmonitor.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.DeliveryResult;
import io.ispmonitor.alert.InMemoryAlertStore;
import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.alert.Severity;
import io.ispmonitor.alert.Signal;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CloseTest {
  private final InMemoryAlertStore alerts = new InMemoryAlertStore();
  private final InMemoryOutbox outbox = new InMemoryOutbox();
  private final Inventory inventory = new Inventory();

  /** Raises something, and ends the program as soon as that is under way. */
  private void closeWhileItIsUnderWay(NotificationChannel channel, CountDownLatch begun)
      throws Exception {
    Alerting alerting =
        Alerting.builder()
            .channel(channel)
            .alerts(alerts)
            .outbox(outbox)
            .route(Town.atOnce(channel.name()))
            .build();
    try (ScriptedProbe probe = ScriptedProbe.over(inventory, TimeSource.system());
        Monitor monitor =
            Monitor.builder()
                .inventory(inventory)
                .probe(probe, Schedule.every(Duration.ofSeconds(30)))
                .with(alerting)
                .build()) {
      monitor.start();
      alerting.raise(trouble());
      assertTrue(begun.await(20, TimeUnit.SECONDS), "it was not delivered");
    }
  }

  private static Signal.Raised trouble() {
    Instant now = TimeSource.system().instant();
    return new Signal.Raised(
        "it",
        "test",
        Severity.CRITICAL,
        Alert.MONITOR,
        Map.of(),
        Map.of(),
        "it",
        "because",
        now,
        now,
        null,
        null);
  }

  /** A channel that is interrupted while it waits for the other side. */
  private record Waiting(CountDownLatch begun, boolean isTaken, CountDownLatch never)
      implements NotificationChannel {
    @Override
    public String name() {
      return "chat";
    }

    @Override
    public DeliveryResult deliver(Notice notice) throws InterruptedException {
      begun.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        if (!isTaken) {
          throw e;
        }
        Thread.currentThread().interrupt(); // the other side has it already
      }
      return DeliveryResult.delivered();
    }
  }

  @Test
  @DisplayName("what arrives while the program ends is known to have arrived")
  void arrives() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    closeWhileItIsUnderWay(new Waiting(begun, true, new CountDownLatch(1)), begun);
    assertEquals(List.of(), outbox.all());
    assertTrue(alerts.open().get(0).isKnown(), alerts.open().toString());
  }

  @Test
  @DisplayName("what does not arrive while the program ends stays for the next start")
  void stays() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    closeWhileItIsUnderWay(new Waiting(begun, false, new CountDownLatch(1)), begun);
    assertEquals(1, outbox.all().size());
    assertFalse(alerts.open().get(0).isKnown(), alerts.open().toString());
  }
}
