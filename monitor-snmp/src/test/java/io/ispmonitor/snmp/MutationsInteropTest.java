package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten million of them, which take about half a minute. */
@Tag("interop")
class MutationsInteropTest {
  private static final long MOST_GROWTH = 16 << 20;

  @Test
  @DisplayName("ten million wrong messages are read or refused, and leave nothing behind")
  void tenMillion() {
    Mutations mutations = new Mutations(41);
    mutations.run(1_000_000);
    long before = used();
    mutations.run(9_000_000);
    long growth = used() - before;
    assertTrue(growth < MOST_GROWTH, "the heap grew by " + growth + " bytes");
    assertTrue(mutations.refused() > 1_000_000);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
