package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.probe.Observation;
import io.ispmonitor.reachability.Announcement;
import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListenersTest {

  @Test
  @DisplayName("a listener that throws hurts nobody else and is named in the health report")
  void throwing() {
    World world =
        new World(
            is ->
                is.onStateChange(
                    change -> {
                      throw new IllegalStateException("cannot draw");
                    }));
    try (world) {
      world.with(device("a")).settled();
      assertEquals(List.of(DeviceState.UP), world.listener.states("a"));
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("cannot draw") && reasons.contains("listener"), reasons);
    }
  }

  @Test
  @DisplayName("an error in a listener, such as a missing class, hurts nobody else either")
  void error() {
    World world =
        new World(
            is ->
                is.onStateChange(
                    change -> {
                      throw new NoClassDefFoundError("host/Thing");
                    }));
    try (world) {
      world.with(device("a")).settled();
      assertEquals(DeviceState.UP, world.state("a"));
      assertEquals(List.of(DeviceState.UP), world.listener.states("a"));
    }
  }

  @Test
  @DisplayName("on an executor of the host's, events come in their order and one batch at a time")
  void executor() {
    Queue<Runnable> handed = new ArrayDeque<>();
    List<StateChange> heard = new ArrayList<>();
    World world = new World(is -> is.callbacks(handed::add).onStateChange(heard::add));
    try (world) {
      world.with(device("a"), device("b", "a")).settled();
      world.probe.kill("a");
      world.passSeconds(60);
      assertEquals(1, handed.size(), "the next batch waits until this one is through");
      while (!handed.isEmpty()) {
        handed.remove().run();
        world.passSeconds(1);
      }
      assertEquals(4, heard.size(), heard.toString());
      for (int i = 1; i < heard.size(); i++) {
        assertTrue(!heard.get(i).at().isBefore(heard.get(i - 1).at()), heard.toString());
      }
    }
  }

  @Test
  @DisplayName("an executor that takes nothing at all is named, and the judging goes on")
  void rejecting() {
    World world =
        new World(
            is ->
                is.callbacks(
                    task -> {
                      throw new RejectedExecutionException("pool is shut down");
                    }));
    try (world) {
      world.with(device("a")).settled();
      assertEquals(DeviceState.UP, world.state("a"));
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("the executor rejected the next batch of events"), reasons);
    }
  }

  @Test
  @DisplayName("what an executor rejects is told as soon as it takes something again, once")
  void rejectsForAWhile() {
    AtomicBoolean full = new AtomicBoolean();
    World world =
        new World(
            is ->
                is.callbacks(
                    task -> {
                      if (full.get()) {
                        throw new RejectedExecutionException("queue full");
                      }
                      task.run();
                    }));
    try (world) {
      world.with(device("a")).settled();
      full.set(true);
      world.probe.kill("a");
      world.passSeconds(60);
      assertEquals(DeviceState.DOWN, world.state("a"));
      assertEquals(List.of(), world.listener.announcements());
      full.set(false);
      world.passSeconds(1);
      assertEquals(List.of(Kind.DOWN), kinds(world));
      assertEquals(List.of(DeviceState.UP, DeviceState.DOWN), world.listener.states("a"));
      String checks = world.monitor.health().reasons().toString();
      assertTrue(!checks.contains("rejected"), checks);
    }
  }

  @Test
  @DisplayName("an executor that runs a batch and then says no does not have it told twice")
  void runsAndRejects() {
    World world =
        new World(
            is ->
                is.callbacks(
                    task -> {
                      task.run();
                      throw new RejectedExecutionException("changed my mind");
                    }));
    try (world) {
      world.with(device("a")).settled();
      world.probe.kill("a");
      world.passSeconds(60);
      assertEquals(List.of(Kind.DOWN), kinds(world));
    }
  }

  @Test
  @DisplayName("observations and outcomes that pile up cost no announcement")
  void flood() {
    Queue<Runnable> parked = new ArrayDeque<>();
    AtomicBoolean hangs = new AtomicBoolean();
    World world =
        new World(
            is ->
                is.callbacks(
                    task -> {
                      if (hangs.get()) {
                        parked.add(task);
                      } else {
                        task.run();
                      }
                    }));
    try (world) {
      world.with(device("a")).settled();
      hangs.set(true);
      for (int i = 0; i < 20; i++) {
        observe(world, 10_000);
      }
      world.probe.kill("a");
      world.pass(Duration.ofMinutes(1));
      String reasons = world.monitor.health().reasons().toString();
      assertTrue(reasons.contains("queue events to tell: was full"), reasons);
      hangs.set(false);
      parked.forEach(Runnable::run);
      world.pass(Duration.ofMinutes(1));
      world.probe.revive("a");
      world.pass(Duration.ofMinutes(2));
      assertEquals(List.of(Kind.DOWN, Kind.RECOVERED), kinds(world));
    }
  }

  private static void observe(World world, int times) {
    for (int i = 0; i < times; i++) {
      world.monitor.offer(Observation.event("a", "trap", world.time.instant(), "link", "up"));
    }
    world.time.settle();
  }

  private static List<Kind> kinds(World world) {
    return world.listener.announcements().stream().map(Announcement::kind).toList();
  }
}
