package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Several values in their order.
 *
 * @param of their type
 * @param isSet whether each is there once
 * @param shapes gives the shape of the values
 */
record ListShape(Type of, boolean isSet, Shapes shapes) implements Shape {

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    Shape each = shapes.of(of);
    out.writeStartArray();
    for (Object element : (Collection<?>) value) {
      each.write(out, element);
    }
    out.writeEndArray();
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException("a list is expected at '%s'".formatted(in.currentName()));
    }
    Shape each = shapes.of(of);
    Collection<Object> elements = isSet ? new LinkedHashSet<>() : new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(each.read(in));
    }
    return elements;
  }

  @Override
  public Object missing() {
    return isSet ? new LinkedHashSet<>() : List.of();
  }
}
