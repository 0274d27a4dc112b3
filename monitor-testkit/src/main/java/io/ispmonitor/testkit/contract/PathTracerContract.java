package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathTracer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PathTracer} keeps. Extend it, say how yours is made and whom it can ask, and
 * run it.
 *
 * <p>It works in the machine's time; a tracer in manual time overrides {@link #pass}.
 */
public abstract class PathTracerContract {
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
  private @Nullable PathTracer tracer;

  /** For subclasses. */
  protected PathTracerContract() {}

  /**
   * The tracer to test; made before each test and closed after it if it is {@link AutoCloseable}.
   */
  protected abstract PathTracer newTracer();

  /** An address that answers within a tenth of a second. */
  protected abstract InetAddress answering();

  /** An address that stays silent, and so does everybody on the way at the 200th hop. */
  protected abstract InetAddress silent();

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
    tracer = newTracer();
  }

  @AfterEach
  void close() throws Exception {
    if (tracer instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  @Test
  @DisplayName("an echo that goes all the way is answered by the address that was asked")
  void reached() throws Exception {
    HopAnswer answer = ask(answering(), PathTracer.ANY_DISTANCE, 1).get(0);
    HopAnswer.Reached reached = assertInstanceOf(HopAnswer.Reached.class, answer);
    assertEquals(answering(), reached.by());
    assertTrue(!reached.roundTrip().isNegative() && reached.roundTrip().compareTo(WAIT) <= 0);
  }

  @Test
  @DisplayName("each of thirty echoes at once has one answer")
  void many() throws Exception {
    assertEquals(30, ask(answering(), PathTracer.ANY_DISTANCE, 30).size());
  }

  @Test
  @DisplayName("silence is told after the wait")
  void silence() throws Exception {
    HopAnswer answer = ask(silent(), 200, 1).get(0);
    HopAnswer.Silent silent = assertInstanceOf(HopAnswer.Silent.class, answer);
    assertTrue(silent.waited().compareTo(WAIT) >= 0, silent::toString);
  }

  @Test
  @DisplayName("a hop limit or a wait that means nothing is refused")
  void refused() {
    try (PathTracer.Trace trace = tracer().begin(answering())) {
      assertThrows(IllegalArgumentException.class, () -> trace.send(0, WAIT, answer -> {}));
      assertThrows(IllegalArgumentException.class, () -> trace.send(256, WAIT, answer -> {}));
      assertThrows(IllegalArgumentException.class, () -> trace.send(1, Duration.ZERO, is -> {}));
    }
  }

  @Test
  @DisplayName("a trace that is closed tells nothing more, and another one goes on")
  void closed() throws Exception {
    List<HopAnswer> late = new CopyOnWriteArrayList<>();
    PathTracer.Trace trace = tracer().begin(silent());
    trace.send(200, WAIT, late::add);
    trace.close();
    trace.close();
    ask(silent(), 200, 1);
    assertEquals(List.of(), late);
    assertInstanceOf(HopAnswer.Reached.class, ask(answering(), PathTracer.ANY_DISTANCE, 1).get(0));
  }

  private List<HopAnswer> ask(InetAddress to, int hopLimit, int echoes) throws Exception {
    List<HopAnswer> answers = new CopyOnWriteArrayList<>();
    CountDownLatch ended = new CountDownLatch(echoes);
    try (PathTracer.Trace trace = tracer().begin(to)) {
      for (int i = 0; i < echoes; i++) {
        trace.send(
            hopLimit,
            WAIT,
            answer -> {
              answers.add(answer);
              ended.countDown();
            });
      }
      assertTrue(pass(LONG_ENOUGH, ended), ended.getCount() + " answers are missing");
    }
    return answers;
  }

  private PathTracer tracer() {
    PathTracer made = tracer;
    if (made == null) {
      throw new IllegalStateException("the tracer is made before each test");
    }
    return made;
  }
}
