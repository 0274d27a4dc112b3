package io.ispmonitor.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReachabilityOverridesTest {
  private static final ReachabilityPolicy STRICT = ReachabilityPolicy.defaults().downAfter(1);
  private static final ReachabilityPolicy PATIENT = ReachabilityPolicy.defaults().downAfter(9);

  private final ReachabilityOverrides overrides = new ReachabilityOverrides();

  @Test
  @DisplayName(
      "a device has no rules of its own until they are set, and none when they are cleared")
  void setAndCleared() {
    assertNull(overrides.find("a"));
    assertNull(overrides.set("a", STRICT));
    assertSame(STRICT, overrides.find("a"));
    assertNull(overrides.find("b"));
    assertSame(STRICT, overrides.set("a", PATIENT));
    assertSame(PATIENT, overrides.clear("a"));
    assertNull(overrides.clear("a"));
    assertNull(overrides.find("a"));
  }

  @Test
  @DisplayName("what was listed does not change any more")
  void listed() {
    overrides.set("a", STRICT);
    Map<String, ReachabilityPolicy> all = overrides.all();
    overrides.clear("a");
    assertEquals(Map.of("a", STRICT), all);
    assertThrows(UnsupportedOperationException.class, () -> all.remove("a"));
  }
}
