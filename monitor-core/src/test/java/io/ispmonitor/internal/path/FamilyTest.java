package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parents and their children, few and many. */
class FamilyTest {
  private final Watched core = named("core");

  @Test
  @DisplayName("children come in their order and leave in any, however many they are")
  void comeAndLeave() {
    List<Watched> children = join(100);
    assertEquals(children, List.copyOf(core.children));
    for (int i = 0; i < 100; i += 2) {
      children.get(i).leaveParents();
    }
    assertEquals(50, core.children.size());
    assertTrue(core.children.contains(children.get(99)));
    children.forEach(Watched::leaveParents);
    assertTrue(core.children.isEmpty());
    assertEquals(join(3), List.copyOf(core.children));
  }

  @Test
  @DisplayName("a child that names its parent twice leaves it for good")
  void namedTwice() {
    List<Watched> others = join(40);
    Watched child = named("child");
    child.joinParents(new Watched[][] {{core}, {core}});
    child.leaveParents();
    assertEquals(others, List.copyOf(core.children));
  }

  @Test
  @Timeout(20) // a second or so; a minute when each looked for itself among all the others
  @DisplayName("of very many children each leaves fast, also the last one first")
  void fast() {
    List<Watched> children = join(300_000);
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).leaveParents();
    }
    assertTrue(core.children.isEmpty());
  }

  private List<Watched> join(int count) {
    List<Watched> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Watched child = named("child-" + i);
      child.joinParents(new Watched[][] {{core}});
      children.add(child);
    }
    return children;
  }

  private static Watched named(String id) {
    return new Watched(Device.named(id).build(), Verdict.unknown(0));
  }
}
