package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. */
interface Shape {

  void write(JsonGenerator out, Object value) throws IOException;

  /** Reads the value that the parser stands at, and leaves it at the end of that. */
  Object read(JsonParser in) throws IOException;

  /** What stands for a value that is missing. */
  default @Nullable Object missing() {
    return null;
  }
}
