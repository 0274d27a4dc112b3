package io.ispmonitor.jdbc.internal.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@DisplayName("A spool where numbers are written with other digits")
@Isolated("sets the locale of the JVM")
class SpoolLocaleTest {
  @TempDir Path directory;

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void inEgypt() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void back() {
    Locale.setDefault(before);
  }

  @Test
  @DisplayName("finds again at each start what it holds, also when it was written elsewhere")
  void found() throws IOException {
    assertEquals("0000000000000012.spool", SegmentInfo.name(12));
    try (SpoolRig rig = new SpoolRig(directory)) {
      rig.appendMany(0, 10, 100);
      rig.reopen();
      rig.appendMany(10, 20, 100);
      Locale.setDefault(Locale.ROOT);
      rig.reopen();
      assertEquals(20, rig.drain().size());
    }
  }
}
