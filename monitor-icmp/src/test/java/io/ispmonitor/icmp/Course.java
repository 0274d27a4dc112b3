package io.ispmonitor.icmp;

import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNREACHABLE;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that was told while some devices went and came back.
 *
 * @param changes in their order
 */
record Course(List<StateLine> changes) {
  private static final Duration ANNOUNCED_WITHIN = Duration.ofSeconds(5);

  /** They are asked within a minute and have to answer twice; the rest is for a busy machine. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(65);

  /** Nothing was told of any other device. */
  void assertOnly(Collection<String> devices) {
    Set<String> spokenOf = changes.stream().map(StateLine::device).collect(Collectors.toSet());
    assertEquals(Set.copyOf(devices), spokenOf, this::toString);
  }

  /** The root was announced in time and cut off those behind it, which came back soon after it. */
  void assertOutage(String root, Collection<String> behind) {
    assertWentAndReturned(root, DOWN, root);
    Duration announced = only(root, DOWN).announcedAfter();
    assertTrue(announced.compareTo(ANNOUNCED_WITHIN) < 0, this::toString);
    Duration rootIsBack = only(root, UP).since();
    for (String device : behind) {
      assertWentAndReturned(device, UNREACHABLE, root);
      Duration later = only(device, UP).since().minus(rootIsBack);
      assertTrue(later.compareTo(BACK_WITHIN) < 0, this::toString);
    }
  }

  private void assertWentAndReturned(String device, DeviceState outage, String root) {
    List<StateLine> its = changes.stream().filter(line -> line.device().equals(device)).toList();
    assertEquals(
        List.of(outage, UP), its.stream().map(StateLine::to).toList(), () -> device + ": " + this);
    assertTrue(its.stream().allMatch(line -> root.equals(line.root())), this::toString);
  }

  /** How a device came into a state. */
  StateLine only(String device, DeviceState to) {
    return changes.stream()
        .filter(line -> line.device().equals(device) && line.to() == to)
        .reduce(
            (one, another) -> {
              throw new AssertionError(device + " was " + to + " twice: " + this);
            })
        .orElseThrow(() -> new AssertionError(device + " was never " + to + ": " + this));
  }
}
