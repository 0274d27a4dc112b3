package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A spool of which a piece cannot be read")
class SpoolUnreadableTest {
  @TempDir Path directory;

  @Test
  @DisplayName("hands out from the beginning again what it had when memory ran out")
  void outOfMemory() throws IOException {
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 200, 1_000);
      rig.disk.spoil(rig.segments().get(1), 0, 1_000);
      rig.disk.error = new OutOfMemoryError("of the test");
      assertThrows(OutOfMemoryError.class, rig::next);
      assertEquals(numbers(0, 200), rig.drain().stream().map(SpoolRig::number).toList());
      assertEquals(List.of(), rig.losses);
    }
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
