package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeTest {
  @TempDir Path directory;

  @Test
  @DisplayName("a definition that is still used keeps none alive that was written beside it")
  void forgotten() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      SpoolDefinition kept = rig.spool.define(SpoolRig.bytes("kept"));
      WeakReference<SpoolDefinition> other = usedBeside(rig, kept);
      rig.appendMany(0, 200, 1_000);
      rig.drain();
      for (int i = 0; i < 50 && other.get() != null; i++) {
        System.gc();
      }
      assertNull(other.get());
      rig.append("again", kept);
    }
  }

  private static WeakReference<SpoolDefinition> usedBeside(SpoolRig rig, SpoolDefinition kept) {
    SpoolDefinition other = rig.spool.define(SpoolRig.bytes("other"));
    rig.append("both", kept, other);
    return new WeakReference<>(other);
  }
}
