package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values by names.
 *
 * @param of the type of the values
 * @param shapes gives their shape
 */
record MapShape(Type of, Shapes shapes) implements Shape {

  /** In the order of the names, so that the same map is always the same text. */
  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    Shape each = shapes.of(of);
    Map<String, Object> sorted = new TreeMap<>();
    ((Map<?, ?>) value).forEach((name, element) -> sorted.put((String) name, element));
    out.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.writeFieldName(StoredText.of(entry.getKey())); // parsers refuse half a pair in a name
      each.write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("names with values are expected at '%s'".formatted(in.currentName()));
    }
    Shape each = shapes.of(of);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      values.put(StoredText.read(name), each.read(in));
    }
    return values;
  }

  @Override
  public Object missing() {
    return Map.of();
  }
}
