package io.ispmonitor.jdbc.internal.sample;

import io.ispmonitor.jdbc.internal.carry.StoredName;
import io.ispmonitor.jdbc.internal.spool.SpoolDefinition;
import io.ispmonitor.metric.Layout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A layout as the database has it.
 *
 * @param layout the columns, with the resolutions of that time
 * @param text the same as JSON
 * @param digest of the text, in hexadecimal digits; equal layouts have equal ones
 */
record StoredLayout(Layout layout, String text, String digest) {

  /**
   * The layout in a definition of a spool.
   *
   * @throws IllegalArgumentException when there is none in it
   */
  static StoredLayout of(SpoolDefinition definition) {
    String text = LayoutText.unpack(definition.bytes());
    byte[] digest = StoredName.digest(text.getBytes(StandardCharsets.UTF_8));
    return new StoredLayout(LayoutText.layout(text), text, HexFormat.of().formatHex(digest));
  }

  byte[] digestBytes() {
    return HexFormat.of().parseHex(digest);
  }
}
