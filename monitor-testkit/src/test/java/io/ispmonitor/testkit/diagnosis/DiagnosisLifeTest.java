package io.ispmonitor.testkit.diagnosis;

import static io.ispmonitor.testkit.diagnosis.Clinic.GATEWAY;
import static io.ispmonitor.testkit.diagnosis.Clinic.RADIO;
import static io.ispmonitor.testkit.diagnosis.Clinic.address;
import static io.ispmonitor.testkit.diagnosis.Clinic.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.diagnosis.Cause;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathFinding;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.health.HealthStatus;
import io.ispmonitor.health.LoopHealth;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.testkit.ScriptedProbe;
import io.ispmonitor.testkit.ScriptedTracer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Diagnoses end, whatever the host's code does. */
class DiagnosisLifeTest {
  private Clinic clinic = new Clinic();

  @AfterEach
  void close() {
    clinic.close();
  }

  private void replace(Clinic other) {
    clinic.close();
    clinic = other;
  }

  private static String failure(CompletableFuture<Diagnosis> future) {
    ExecutionException failed = assertThrows(ExecutionException.class, future::get);
    return String.valueOf(failed.getCause());
  }

  @Test
  @DisplayName("a tracer that never answers ends with the time of each step")
  void tracerIsMute() {
    replace(new Clinic((builder, world) -> builder.tracer(new Mute())));
    Diagnosis diagnosis = clinic.village().diagnose("radio");
    assertEquals("reachable: scripted was answered", diagnosis.cause().words());
    assertTrue(diagnosis.took().compareTo(Duration.ofSeconds(10)) < 0, diagnosis::toString);
  }

  @Test
  @DisplayName("a tracer that throws makes the path not available, and says what it threw")
  void tracerThrows() {
    replace(
        new Clinic(
            (builder, world) ->
                builder.tracer(
                    to -> {
                      throw new IllegalStateException("no luck");
                    })));
    Diagnosis diagnosis = clinic.village().diagnose("radio");
    assertTrue(diagnosis.path().found().words().contains("no luck"), diagnosis::toString);
  }

  @Test
  @DisplayName("a probe that never answers leaves its step without an outcome")
  void probeIsMute() {
    clinic.village();
    clinic.probe.set("radio", ScriptedProbe.neverAnswers());
    Diagnosis diagnosis = clinic.diagnose("radio");
    assertTrue(
        diagnosis.took().compareTo(Duration.ofSeconds(9)) < 0
            && diagnosis.ping().found().answered() == 5,
        diagnosis::toString);
  }

  @Test
  @DisplayName("a bound that is shorter than the steps comes with what was found by then")
  void bound() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(RADIO, ScriptedTracer.lostAfter());
    CompletableFuture<Diagnosis> asked = clinic.monitor.diagnose("radio", Duration.ofSeconds(1));
    clinic.pass(Duration.ofMillis(1_100));
    Diagnosis diagnosis = asked.join();
    assertEquals(Duration.ofSeconds(1), diagnosis.took());
    assertFalse(diagnosis.cause().isFine());
  }

  @Test
  @DisplayName("an answer that nobody gave in time leaves it undecided")
  void undecided() {
    replace(new Clinic((builder, world) -> builder.tracer(new Mute())));
    clinic.village();
    clinic.probe.set("radio", ScriptedProbe.neverAnswers());
    CompletableFuture<Diagnosis> asked = clinic.monitor.diagnose("radio", Duration.ofSeconds(1));
    clinic.pass(Duration.ofSeconds(2));
    assertEquals(new Cause.Undecided(Duration.ofSeconds(1)), asked.join().cause());
  }

  @Test
  @DisplayName("sixteen at once and no more; who asks for the same device joins")
  void most() {
    for (int i = 0; i < 17; i++) {
      clinic.inventory.add(device("d" + i, address("10.2.0." + i)));
    }
    clinic.settled();
    List<CompletableFuture<Diagnosis>> asked = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      asked.add(clinic.monitor.diagnose("d" + i));
    }
    assertTrue(failure(clinic.monitor.diagnose("d16")).contains("16 diagnoses are under way"));
    CompletableFuture<Diagnosis> joined = clinic.monitor.diagnose("d0");
    joined.cancel(true);
    clinic.pass(Duration.ofSeconds(16));
    asked.forEach(is -> assertTrue(is.isDone() && !is.isCompletedExceptionally()));
    assertEquals(16, clinic.tracer.begun());
    assertEquals(0, clinic.tracer.open());
    assertEquals("d16", clinic.diagnose("d16").device());
  }

  @Test
  @DisplayName("closing the monitor ends what is under way, with a sentence, and leaves nothing")
  void closed() {
    clinic.village();
    CompletableFuture<Diagnosis> asked = clinic.monitor.diagnose("radio");
    clinic.pass(Duration.ofMillis(100));
    assertEquals(1, clinic.tracer.open());
    clinic.monitor.close();
    assertTrue(failure(asked).contains("the monitor is closed"));
    assertEquals(0, clinic.tracer.open());
    assertTrue(failure(clinic.monitor.diagnose("radio")).contains("does not run"));
  }

  @Test
  @DisplayName("a device that is not watched has no diagnosis")
  void stranger() {
    clinic.village();
    assertTrue(failure(clinic.monitor.diagnose("nobody")).contains("'nobody' is not watched"));
    assertThrows(
        IllegalArgumentException.class,
        () -> clinic.monitor.diagnose("radio", Duration.ofMinutes(2)));
  }

  @Test
  @DisplayName("the result comes on the host's executor")
  void executor() {
    List<Runnable> taken = new ArrayList<>();
    replace(new Clinic((builder, world) -> builder.tracer(world.tracer).callbacks(taken::add)));
    clinic.village();
    CompletableFuture<Diagnosis> asked = clinic.monitor.diagnose("radio");
    clinic.pass(Duration.ofSeconds(15));
    assertFalse(asked.isDone());
    taken.forEach(Runnable::run);
    assertTrue(asked.isDone());
  }

  @Test
  @DisplayName("a result that the host's executor does not take comes all the same")
  void executorIsFull() {
    replace(
        new Clinic(
            (builder, world) ->
                builder
                    .tracer(world.tracer)
                    .callbacks(
                        task -> {
                          throw new RejectedExecutionException("full");
                        })));
    assertTrue(clinic.village().cause("radio").isFine());
  }

  /** A tracer that is never heard of again. */
  private static final class Mute implements PathTracer {
    @Override
    public Trace begin(InetAddress to) {
      return new Trace() {
        @Override
        public void send(int hopLimit, Duration wait, Consumer<HopAnswer> answer) {}

        @Override
        public void close() {}
      };
    }
  }

  @Test
  @DisplayName("a tracer that answers null, or with times that cannot be, is told to be mended")
  void tracerAnswersNonsense() {
    assertTrue(tracedBy(null).contains("the tracer answered null"));
    HopAnswer late = new HopAnswer.Reached(RADIO, Duration.ofSeconds(Long.MAX_VALUE));
    assertTrue(tracedBy(late).contains("which must be from 0 to PT1M"));
    HopAnswer early = new HopAnswer.Expired(RADIO, Duration.ofNanos(-1));
    assertTrue(tracedBy(early).contains("a time of PT-0.000000001S"));
  }

  private String tracedBy(@Nullable HopAnswer answer) {
    replace(new Clinic((builder, world) -> builder.tracer(new Says(answer))));
    return clinic.village().diagnose("radio").path().found().words();
  }

  @Test
  @DisplayName("a silence of a probe that is longer than nanoseconds can say has a diagnosis")
  void endlessSilence() {
    clinic.village();
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
    clinic.probe.set(
        "radio", (deadline, later, outcome) -> outcome.accept(new ProbeOutcome.Silent(ages)));
    assertEquals("radio", clinic.diagnose("radio").device());
  }

  /** A tracer that always answers this, at once. */
  private record Says(@Nullable HopAnswer answer) implements PathTracer {
    @Override
    @SuppressWarnings("NullAway") // as a host without checks may do
    public Trace begin(InetAddress to) {
      return new Trace() {
        @Override
        public void send(int hopLimit, Duration wait, Consumer<HopAnswer> told) {
          told.accept(answer);
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  @DisplayName("who joins waits no longer than it wants to, and the others go on")
  void joinsForAShortTime() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(RADIO, ScriptedTracer.lostAfter(GATEWAY));
    CompletableFuture<Diagnosis> first = clinic.monitor.diagnose("radio", Duration.ofMinutes(1));
    clinic.pass(Duration.ofMillis(100));
    CompletableFuture<Diagnosis> second = clinic.monitor.diagnose("radio", Duration.ofSeconds(1));
    clinic.pass(Duration.ofMillis(1_100));
    assertEquals(PathFinding.End.CUT_SHORT, end(second.join()));
    assertFalse(first.isDone());
    clinic.pass(Duration.ofSeconds(10));
    assertEquals(PathFinding.End.SILENT, end(first.join()));
    assertEquals(1, clinic.tracer.begun());
    assertEquals(0, clinic.tracer.open());
  }

  @Test
  @DisplayName("who joins may wait longer than whoever asked first")
  void joinsForALongTime() {
    clinic.village();
    clinic.probe.kill("radio");
    clinic.tracer.set(RADIO, ScriptedTracer.lostAfter(GATEWAY));
    CompletableFuture<Diagnosis> first = clinic.monitor.diagnose("radio", Duration.ofSeconds(1));
    CompletableFuture<Diagnosis> second = clinic.monitor.diagnose("radio");
    clinic.pass(Duration.ofMillis(1_100));
    assertEquals(PathFinding.End.CUT_SHORT, end(first.join()));
    assertFalse(second.isDone());
    clinic.pass(Duration.ofSeconds(10));
    assertEquals(PathFinding.End.SILENT, end(second.join()));
  }

  private static PathFinding.End end(Diagnosis diagnosis) {
    return assertInstanceOf(PathFinding.Traced.class, diagnosis.path().found()).end();
  }

  @Test
  @DisplayName("the loop of the diagnoses is in the health report, at rest and at work")
  void health() {
    clinic.village();
    clinic.pass(Duration.ofMinutes(1));
    assertEquals(HealthStatus.HEALTHY, clinic.monitor.health().status());
    assertEquals(0, loop().turns());
    assertEquals(Duration.ZERO, loop().sinceLastTurn());
    clinic.diagnose("radio");
    clinic.pass(Duration.ofMinutes(1));
    assertEquals(HealthStatus.HEALTHY, clinic.monitor.health().status());
    assertTrue(loop().turns() > 1 && loop().sinceLastTurn().toSeconds() <= 1, loop()::toString);
  }

  private LoopHealth loop() {
    return clinic.monitor.health().loops().stream()
        .filter(loop -> loop.name().equals("ispmonitor-diagnosis"))
        .findFirst()
        .orElseThrow();
  }
}
