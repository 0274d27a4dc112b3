package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.device.Device;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static Watched watched(String id, String... parents) {
    Device.Builder device = Device.named(id);
    for (String parent : parents) {
      device.parent(parent);
    }
    return new Watched(device.build(), Verdict.unknown(0));
  }

  private static List<String> drawn(Watched... devices) {
    Shape shape = Shape.of(List.of(devices));
    return IntStream.range(0, shape.size())
        .mapToObj(place -> " ".repeat(shape.depth(place)) + shape.member(place).id())
        .toList();
  }

  @Test
  @DisplayName("each stands below its first parent, in the order in which they came")
  void tree() {
    assertEquals(
        List.of("a", " d", " b", "  e", "c"),
        drawn(
            watched("a"),
            watched("d", "a"),
            watched("b", "a"),
            watched("c"),
            watched("e", "b", "c")));
  }

  @Test
  @DisplayName("one whose parent is not there stands at the top")
  void noParent() {
    assertEquals(List.of("a", " b"), drawn(watched("a", "gone"), watched("b", "gone", "a")));
  }

  @Test
  @DisplayName("half a change that turns a dependency round is no circle: they stand at the top")
  void halfAChange() {
    assertEquals(
        List.of("z", "a", "b", "c"),
        drawn(watched("a", "b"), watched("b", "a"), watched("c", "b"), watched("z")));
  }
}
