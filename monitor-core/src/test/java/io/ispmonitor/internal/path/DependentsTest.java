package io.ispmonitor.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Device;
import io.ispmonitor.reachability.Uplink;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DependentsTest {
  private final Dependents dependents = new Dependents(List.of());

  @Test
  @DisplayName("others depend on the witness of an uplink, whether anybody names it or not")
  void witness() {
    Uplink uplink = Uplink.named("fibre").witness("resolver").build();
    assertTrue(new Dependents(List.of(uplink)).has("resolver"));
    assertFalse(dependents.has("resolver"));
  }

  @Test
  @DisplayName("a device has dependents until the last one that names it is gone")
  void lastOne() {
    Device a = Device.named("a").parent("tower").build();
    Device b = Device.named("b").parent("tower").build();
    dependents.add(a);
    dependents.add(b);
    dependents.remove(a);
    assertTrue(dependents.has("tower"));
    dependents.remove(b);
    assertFalse(dependents.has("tower"));
  }

  @Test
  @DisplayName("a device that names a parent in two dependencies counts once")
  void once() {
    Device a = Device.named("a").parent("tower").anyParentOf("tower", "mast").build();
    dependents.add(a);
    assertEquals(Set.of("tower", "mast"), dependents.remove(a));
    assertFalse(dependents.has("tower"));
  }

  @Test
  @DisplayName("a device that moves concerns both its old and its new parent")
  void moved() {
    Device before = Device.named("a").parent("left").build();
    Device after = Device.named("a").parent("right").build();
    dependents.add(before);
    assertEquals(Set.of("left", "right"), dependents.replace(before, after));
    assertTrue(dependents.has("right"));
    assertFalse(dependents.has("left"));
    assertEquals(Set.of(), dependents.replace(after, after));
  }
}
