package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.Monitor;
import io.ispmonitor.device.Device;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SampleSink;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.probe.Schedule;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Host code that hangs, in the machine's own time. */
class HangingHostTest {
  private static final Duration STUCK = Duration.ofMillis(200);
  private static final Schedule FAST = Schedule.every(Duration.ofMillis(100));

  @Test
  @Timeout(30)
  @DisplayName("a store that hangs stops neither the judging nor the log of states, and is named")
  void store() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    MetricStore hanging = new HangingStore(never);
    try (ScriptedProbe probe = ScriptedProbe.in(TimeSource.system()).forgetful();
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .probe(probe, FAST)
                .metrics(hanging)
                .onStateChange(change -> changes.add(change.device() + " " + change.to()))
                .stuckAfter(STUCK)
                .build()) {
      monitor.start();
      assertEquals("a UP", changes.poll(10, TimeUnit.SECONDS));
      probe.kill("a");
      assertEquals("a DOWN", changes.poll(10, TimeUnit.SECONDS));
      awaitReason(monitor, "host code: metric store", "2 threads hang in it");
      assertEquals(
          DeviceState.DOWN,
          monitor.stateLog().latest().iterator().next().to(),
          "states are logged on");
      assertEquals(
          HealthStatus.DEGRADED, monitor.health().status(), monitor.health().reasons().toString());
      never.countDown();
    }
  }

  @Test
  @Timeout(30)
  @DisplayName("a name server that hangs keeps no other device waiting")
  void resolver() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    try (ScriptedProbe probe = ScriptedProbe.in(TimeSource.system()).forgetful();
        Monitor monitor =
            Monitor.builder()
                .device(Device.named("lost").hostName("hangs.example").build())
                .device(device("a"))
                .probe(probe, FAST)
                .resolver(
                    name -> {
                      awaitQuietly(never);
                      return InetAddress.getLoopbackAddress();
                    })
                .onStateChange(change -> changes.add(change.device() + " " + change.to()))
                .stuckAfter(STUCK)
                .build()) {
      monitor.start();
      assertEquals("a UP", changes.poll(10, TimeUnit.SECONDS));
      awaitReason(monitor, "host code: name resolver", "threads hang in it");
      assertEquals(DeviceState.UNKNOWN, monitor.status("lost").orElseThrow().state());
      never.countDown();
    }
  }

  @Test
  @Timeout(30)
  @DisplayName("a count of subscribers that hangs delays no verdict, and is named")
  void subscribers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    try (ScriptedProbe probe = ScriptedProbe.in(TimeSource.system()).forgetful();
        Monitor monitor =
            Monitor.builder()
                .device(device("a"))
                .device(device("b"))
                .probe(probe, FAST)
                .subscribers(
                    device -> {
                      awaitQuietly(never);
                      return 1;
                    })
                .onStateChange(change -> changes.add(change.device() + " " + change.to()))
                .stuckAfter(STUCK)
                .build()) {
      monitor.start();
      assertTrue(changes.poll(10, TimeUnit.SECONDS).endsWith(" UP"));
      assertTrue(changes.poll(10, TimeUnit.SECONDS).endsWith(" UP"));
      probe.kill("a");
      assertEquals("a DOWN", changes.poll(10, TimeUnit.SECONDS));
      assertEquals(0, monitor.incidents().get(0).outage().subscribers());
      awaitReason(monitor, "host code: subscriber counts", "2 threads hang in it");
      never.countDown();
    }
  }

  @Test
  @Timeout(30)
  @DisplayName("close does not wait for host code that hangs")
  void close() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    ScriptedProbe probe = ScriptedProbe.in(TimeSource.system());
    Monitor monitor =
        Monitor.builder()
            .device(device("a"))
            .probe(probe, FAST)
            .onStateChange(
                change -> {
                  inside.countDown();
                  awaitQuietly(never);
                })
            .build();
    monitor.start();
    assertTrue(inside.await(10, TimeUnit.SECONDS));
    Thread closing = new Thread(monitor::close);
    closing.start();
    closing.join(10_000);
    assertTrue(!closing.isAlive(), "closed while a listener hangs");
    never.countDown();
    probe.close();
  }

  private static void awaitReason(Monitor monitor, String check, String words)
      throws InterruptedException {
    BlockingQueue<String> nothing = new LinkedBlockingQueue<>();
    String reasons = "";
    for (int i = 0; i < 200; i++) {
      reasons = monitor.health().reasons().toString();
      if (reasons.contains(check) && reasons.contains(words)) {
        return;
      }
      nothing.poll(100, TimeUnit.MILLISECONDS); // the watchdog looks once a second
    }
    throw new AssertionError("no '" + check + "' with '" + words + "' in " + reasons);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class HangingStore implements MetricStore {
    private final MetricStore memory = InMemoryMetricStore.ofDefaultSize();
    private final CountDownLatch until;

    HangingStore(CountDownLatch until) {
      this.until = until;
    }

    @Override
    public long append(SampleBatch batch) {
      awaitQuietly(until);
      return memory.append(batch);
    }

    @Override
    public long acceptedThrough() {
      return memory.acceptedThrough();
    }

    @Override
    public void read(SeriesKey series, Instant from, Instant to, SampleSink sink) {
      memory.read(series, from, to, sink);
    }
  }
}
