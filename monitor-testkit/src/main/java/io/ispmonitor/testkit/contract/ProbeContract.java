package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Probe} keeps. Extend it, say how yours is made and whom it can ask, and run it.
 *
 * <p>It works in the machine's time; a probe in manual time overrides {@link #time()} and {@link
 * #pass}.
 */
public abstract class ProbeContract {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
  private @Nullable Probe probe;

  /** For subclasses. */
  protected ProbeContract() {}

  /**
   * The probe to test; made before each test and closed after it if it is {@link AutoCloseable}.
   */
  protected abstract Probe newProbe();

  /** A device that answers within a tenth of a second. */
  protected abstract Device answering();

  /** A device that stays silent. */
  protected abstract Device silent();

  /** The time the probe lives by. */
  protected TimeSource time() {
    return TimeSource.system();
  }

  /**
   * Lets time pass until the latch is down, at most this long.
   *
   * @return whether it came down
   */
  protected boolean pass(Duration atMost, CountDownLatch until) throws InterruptedException {
    return until.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @BeforeEach
  void open() {
    probe = newProbe();
  }

  @AfterEach
  void close() throws Exception {
    if (probe instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  @Test
  @DisplayName("it has a name, a role and a layout")
  void identity() {
    assertFalse(probe().name().isBlank());
    assertNotNull(probe().role());
    assertNotNull(probe().layout());
    assertNotNull(probe().health());
  }

  @Test
  @DisplayName("a device that answers brings one answer, in the probe's layout if it has one")
  void answers() throws Exception {
    ProbeOutcome outcome = ask(answering());
    Readings readings = assertInstanceOf(ProbeOutcome.Answered.class, outcome).readings();
    if (!probe().layout().equals(Layout.EMPTY)) {
      assertEquals(probe().layout(), readings.layout());
    }
  }

  @Test
  @DisplayName("a silent device is reported as such, at the deadline or at most a tenth before it")
  void silence() throws Exception {
    long began = time().nanoTime();
    ProbeOutcome outcome = ask(silent());
    assertInstanceOf(ProbeOutcome.Silent.class, outcome);
    assertTrue(time().nanoTime() - began >= TIMEOUT.toNanos() / 10 * 9, "waited for the answer");
  }

  @Test
  @DisplayName("a hundred questions at once bring one outcome each")
  void many() throws Exception {
    CountDownLatch all = new CountDownLatch(100);
    List<AtomicInteger> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      AtomicInteger count = new AtomicInteger();
      outcomes.add(count);
      Device device = i % 10 == 0 ? silent() : answering();
      probe()
          .start(
              device,
              deadline(),
              outcome -> {
                count.incrementAndGet();
                all.countDown();
              });
    }
    assertTrue(pass(LONG_ENOUGH, all), all.getCount() + " outcomes are missing");
    outcomes.forEach(count -> assertEquals(1, count.get()));
  }

  @Test
  @DisplayName("a question can be called off, before and after its outcome, without harm")
  void cancelled() throws Exception {
    Question open = probe().start(silent(), deadline(), outcome -> {});
    open.cancel();
    CountDownLatch answered = new CountDownLatch(1);
    Question done = probe().start(answering(), deadline(), outcome -> answered.countDown());
    assertTrue(pass(LONG_ENOUGH, answered));
    done.cancel();
    assertInstanceOf(ProbeOutcome.Answered.class, ask(answering()), "it goes on working");
  }

  private ProbeOutcome ask(Device device) throws InterruptedException {
    AtomicReference<@Nullable ProbeOutcome> result = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    probe()
        .start(
            device,
            deadline(),
            outcome -> {
              result.set(outcome);
              ended.countDown();
            });
    assertTrue(pass(LONG_ENOUGH, ended), "no outcome for " + device.id());
    ProbeOutcome outcome = result.get();
    assertNotNull(outcome);
    return outcome;
  }

  private Deadline deadline() {
    return new Deadline(time().nanoTime(), TIMEOUT.toNanos());
  }

  private Probe probe() {
    Probe made = probe;
    if (made == null) {
      throw new IllegalStateException("the probe is made before each test");
    }
    return made;
  }
}
