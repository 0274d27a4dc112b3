package io.ispmonitor.icmp;

import static io.ispmonitor.reachability.DeviceState.DOWN;
import static io.ispmonitor.reachability.DeviceState.UNKNOWN;
import static io.ispmonitor.reachability.DeviceState.UNREACHABLE;
import static io.ispmonitor.reachability.DeviceState.UP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.reachability.Announcement.Kind;
import io.ispmonitor.reachability.DeviceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a monitor told while some devices went and came back. */
final class Course {
  private static final Duration ANNOUNCED_WITHIN = Duration.ofSeconds(5);

  /** They are asked within a minute and have to answer twice; the rest is for a busy machine. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(65);

  final List<StateLine> changes = new ArrayList<>();
  final List<AnnouncementLine> announcements = new ArrayList<>();
  final List<IsolationLine> isolations = new ArrayList<>();

  /** Nothing happened but this: the roots went and cut off those behind, and all came back. */
  void assertOutages(List<String> roots, List<String> behind) {
    assertOnly(Stream.concat(roots.stream(), behind.stream()).toList());
    for (String root : roots) {
      assertOutage(root, behind);
    }
    assertAnnounced(roots);
    assertEquals(List.of(), isolations, this::toString);
  }

  /** The root was at fault for those behind it, which came back soon after it. */
  void assertOutage(String root, Collection<String> behind) {
    assertWentAndReturned(root, DOWN, root);
    Duration rootIsBack = only(root, UP).after();
    for (String device : behind) {
      assertWentAndReturned(device, UNREACHABLE, root);
      Duration later = only(device, UP).after().minus(rootIsBack);
      assertTrue(later.compareTo(BACK_WITHIN) < 0, this::toString);
    }
  }

  /** These could not be judged for a while. */
  void assertUnknown(Collection<String> devices) {
    devices.forEach(device -> assertWentAndReturned(device, UNKNOWN, null));
  }

  /** Nothing was told of any other device. */
  void assertOnly(Collection<String> devices) {
    Set<String> spokenOf = changes.stream().map(StateLine::device).collect(Collectors.toSet());
    assertEquals(Set.copyOf(devices), spokenOf, this::toString);
  }

  /** People heard of the end and the return of these, the former in time, and of nothing else. */
  void assertAnnounced(Collection<String> roots) {
    assertEquals(Set.copyOf(roots), announced(Kind.DOWN), this::toString);
    assertEquals(Set.copyOf(roots), announced(Kind.RECOVERED), this::toString);
    assertEquals(2 * roots.size(), announcements.size(), this::toString);
    for (AnnouncementLine down : downs()) {
      assertTrue(down.delay().compareTo(ANNOUNCED_WITHIN) < 0, this::toString);
    }
  }

  /** Whether we were cut off, and are no more. */
  boolean isBackFromIsolation() {
    return !isolations.isEmpty() && !isolations.get(isolations.size() - 1).isOpen();
  }

  /** We were cut off once from so many devices. */
  void assertIsolated(int devices) {
    assertEquals(
        List.of(true, false),
        isolations.stream().map(IsolationLine::isOpen).toList(),
        this::toString);
    assertEquals(devices, isolations.get(0).devices(), this::toString);
  }

  /** The outages that were announced. */
  List<AnnouncementLine> downs() {
    return announcements.stream().filter(line -> line.kind() == Kind.DOWN).toList();
  }

  private Set<String> announced(Kind kind) {
    return announcements.stream()
        .filter(line -> line.kind() == kind)
        .map(AnnouncementLine::device)
        .collect(Collectors.toSet());
  }

  private void assertWentAndReturned(String device, DeviceState to, @Nullable String root) {
    List<StateLine> its = changes.stream().filter(line -> line.device().equals(device)).toList();
    assertEquals(
        List.of(to, UP), its.stream().map(StateLine::to).toList(), () -> device + ": " + this);
    assertTrue(its.stream().allMatch(line -> Objects.equals(root, line.root())), this::toString);
  }

  private StateLine only(String device, DeviceState to) {
    return changes.stream()
        .filter(line -> line.device().equals(device) && line.to() == to)
        .findFirst()
        .orElseThrow(() -> new AssertionError(device + " was never " + to + ": " + this));
  }

  @Override
  public String toString() {
    return Stream.of(changes, announcements, isolations)
        .flatMap(List::stream)
        .map(Object::toString)
        .collect(Collectors.joining("\n", "told:\n", ""));
  }
}
