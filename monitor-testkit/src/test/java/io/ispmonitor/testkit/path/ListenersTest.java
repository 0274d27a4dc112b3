package io.ispmonitor.testkit.path;

import static io.ispmonitor.testkit.path.World.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.StateChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
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
  @DisplayName("an executor that rejects costs those events, is counted, and the judging goes on")
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
      assertTrue(reasons.contains("events found no executor"), reasons);
    }
  }
}
