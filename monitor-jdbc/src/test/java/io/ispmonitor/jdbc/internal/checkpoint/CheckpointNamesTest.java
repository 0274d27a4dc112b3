package io.ispmonitor.jdbc.internal.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets the locale of the JVM")
class CheckpointNamesTest {
  @Test
  @DisplayName("a checkpoint has the same name wherever it is written")
  void everywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Path file = CheckpointNames.file(Path.of("somewhere"), 12);
      assertEquals("0000000000000012.checkpoint", file.getFileName().toString());
      assertEquals(12, CheckpointNames.number(file));
    } finally {
      Locale.setDefault(before);
    }
  }
}
