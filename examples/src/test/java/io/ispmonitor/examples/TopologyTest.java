package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.device.Inventory;
import io.ispmonitor.testkit.check.Rule;
import io.ispmonitor.testkit.check.Violation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a host would keep beside its own inventory. */
class TopologyTest {

  @Test
  @DisplayName("whatever breaks, the monitor blames what broke and nothing else")
  void inventoryIsComplete() {
    Inventory ours = TestYourOwnTopology.asCabled();
    assertEquals(List.of(), TestYourOwnTopology.violations(ours, TestYourOwnTopology.asCabled()));
  }

  @Test
  @DisplayName("a dependency that was forgotten is found, and the violations name the device")
  void forgottenDependencyIsFound() {
    Inventory ours = TestYourOwnTopology.asCabled();
    ours.move("radio-1", List.of());
    List<Violation> found = TestYourOwnTopology.violations(ours, TestYourOwnTopology.asCabled());
    assertFalse(found.isEmpty());
    assertTrue(
        found.stream()
            .allMatch(is -> is.rule() == Rule.BLAMED_RIGHTLY && is.device().equals("radio-1")),
        found.toString());
  }
}
