package io.ispmonitor.internal.gauge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CpuUseTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final CpuUse use = new CpuUse();
  private long now = 5 * SECOND;
  private double used = 7 * SECOND;

  /** Lets time pass at a load, with a reading at its end. */
  private void pass(long seconds, double load) {
    now += seconds * SECOND;
    used += load * seconds * SECOND;
    use.note(now, (long) used);
  }

  private double share() {
    return Objects.requireNonNull(use.share());
  }

  @Test
  @DisplayName("a steady load is shown as it is, whenever it is read")
  void steady() {
    pass(0, 0);
    for (int i = 0; i < 30; i++) {
      pass(i % 3 == 0 ? 61 : 17, 0.02);
      assertEquals(0.02, share(), 1e-6, "reading " + i);
    }
  }

  @Test
  @DisplayName("what was used more than five minutes ago, and a reading, counts no more")
  void forgotten() {
    pass(0, 0);
    pass(600, 1);
    for (int i = 0; i < 6; i++) {
      pass(60, 0.1);
    }
    assertEquals(0.1, share(), 1e-6);
  }

  @Test
  @DisplayName("nothing is said from one reading, or from two within a second")
  void unknown() {
    assertNull(use.share());
    pass(0, 0);
    assertNull(use.share());
    use.note(now + SECOND / 2, (long) used);
    assertNull(use.share());
  }
}
