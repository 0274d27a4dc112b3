package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.Function;

/**
 * What is written as a text that can be parsed.
 *
 * @param type of the values
 * @param parser reads what {@code toString} wrote
 */
record TextShape<T>(Class<T> type, Function<String, T> parser) implements Shape {
  /** How much of a wrong text is told. */
  static final int SHOWN = 40;

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeString(value.toString());
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    String text = PlainShapes.text(in);
    try {
      return parser.apply(text);
    } catch (RuntimeException e) { // which has the whole text in its message
      throw new IOException(
          "'%s' is no %s".formatted(Documents.cut(text, SHOWN), type.getSimpleName()));
    }
  }
}
