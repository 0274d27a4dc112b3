package io.ispmonitor.internal.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.diagnosis.Diagnosis;
import io.ispmonitor.extension.ProbeResult;
import io.ispmonitor.internal.loop.HostPart;
import io.ispmonitor.internal.loop.LogDesk;
import io.ispmonitor.internal.loop.Loop;
import io.ispmonitor.probe.Deadline;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.probe.Role;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import io.ispmonitor.reachability.Evidence;
import io.ispmonitor.reachability.Told;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an examination leaves when it ends while something else is under way. */
class ExaminationTest {
  private final Neighbourhood around = new Neighbourhood();
  private final Loop loop = new Loop("test", TimeSource.system(), new LogDesk(), now -> now);
  private @Nullable CompletableFuture<Diagnosis> result;

  private Examination examination(String probe) {
    Device device =
        Device.named("radio")
            .address(InetAddress.getLoopbackAddress())
            .hostName("radio.example")
            .build();
    DeviceStatus status =
        new DeviceStatus(
            device,
            DeviceState.UP,
            Instant.EPOCH,
            0,
            false,
            List.of(),
            null,
            Evidence.NOTHING_HEARD,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Told.NOTHING);
    Asker asker = new Asker(probe, Role.REACHABILITY, new Mute());
    Examination made =
        new Examination(
            new Subject(status, List.of(), List.of(asker)),
            around,
            new Line(null, new HostPart("path tracer")),
            any -> new HostPart("ports"),
            () -> {},
            Instant.EPOCH,
            0);
    result = made.join(Duration.ofSeconds(10).toNanos());
    around.examined = made;
    return made;
  }

  @Test
  @DisplayName("a turn that comes after the end listens to nobody and looks nothing up")
  void turnAfterTheEnd() {
    Examination ended = examination("scripted");
    ended.end(1);
    ended.turn(loop, 2);
    assertEquals(List.of(), around.log);
  }

  @Test
  @DisplayName("one that ends while its name is looked up listens to nobody")
  void endedByTheName() {
    around.endsIn = "look up";
    examination("scripted").turn(loop, 1);
    assertEquals(List.of("look up"), around.log);
  }

  @Test
  @DisplayName("one that ends while it begins to listen listens no more, and does not ask")
  void endedByListening() {
    around.endsIn = "hear";
    examination("scripted").turn(loop, 1);
    assertEquals(List.of("look up", "hear", "hear no more"), around.log);
  }

  @Test
  @SuppressWarnings("NullAway") // stands for anything that cannot be put together
  @DisplayName("what cannot be put together fails with a sentence, and nobody waits for ever")
  void nonsense() {
    Examination examined = examination(null);
    examined.end(1);
    around.results.forEach(Runnable::run);
    CompletableFuture<Diagnosis> given = Objects.requireNonNull(result);
    String said = String.valueOf(assertThrows(ExecutionException.class, given::get).getCause());
    assertTrue(said.contains("device 'radio' has no diagnosis"), said);
  }

  /** Writes down what is asked of it, and ends the examination in the middle of it. */
  private static final class Neighbourhood implements Surroundings {
    final List<String> log = new ArrayList<>();
    final List<Runnable> results = new ArrayList<>();
    String endsIn = "";
    @Nullable Examination examined;

    private void note(String what) {
      log.add(what);
      Examination running = examined;
      if (what.equals(endsIn) && running != null) {
        running.end(1);
      }
    }

    @Override
    public @Nullable Subject find(String device) {
      return null;
    }

    @Override
    public void lookUp(String device, String hostName, Consumer<NameAnswer> answer) {
      note("look up");
      answer.accept(new NameAnswer(InetAddress.getLoopbackAddress(), null));
    }

    @Override
    public boolean ask(String device) {
      note("ask");
      return true;
    }

    @Override
    public Runnable hear(String device, long sinceNanos, Consumer<ProbeResult> ear) {
      note("hear");
      return () -> note("hear no more");
    }

    @Override
    public Map<InetAddress, String> devicesAt(Set<InetAddress> addresses) {
      return Map.of();
    }

    @Override
    public void deliver(Runnable result) {
      results.add(result);
    }
  }

  /** A probe that needs no ports and never answers. */
  private static final class Mute implements Probe {
    @Override
    public String name() {
      return "mute";
    }

    @Override
    public Role role() {
      return Role.REACHABILITY;
    }

    @Override
    public Question start(Device device, Deadline deadline, Consumer<ProbeOutcome> outcome) {
      return Question.DONE;
    }
  }
}
