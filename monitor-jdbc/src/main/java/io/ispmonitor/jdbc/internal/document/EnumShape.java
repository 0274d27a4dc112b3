package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The constants of an enum, by their names. */
final class EnumShape implements Shape {
  private final String type;
  private final Map<String, Object> constants = new HashMap<>();

  EnumShape(Class<?> type) {
    this.type = type.getSimpleName();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeString(((Enum<?>) value).name());
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    String name = PlainShapes.text(in);
    Object constant = constants.get(name);
    if (constant == null) {
      throw new IOException("'%s' is no %s".formatted(Documents.cut(name, TextShape.SHOWN), type));
    }
    return constant;
  }
}
