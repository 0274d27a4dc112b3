package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One of the records of a sealed interface; the first field says which. */
final class SealedShape implements Shape {
  private static final String WHICH = "is";

  private final Class<?> type;
  private final Map<String, Class<?>> records = new HashMap<>();
  private final Shapes shapes;

  SealedShape(Class<?> type, Shapes shapes) {
    this.type = type;
    this.shapes = shapes;
    for (Class<?> record : type.getPermittedSubclasses()) {
      records.put(record.getSimpleName(), record);
    }
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    out.writeStringField(WHICH, value.getClass().getSimpleName());
    of(value.getClass()).writeComponents(out, value);
    out.writeEndObject();
  }

  private RecordShape of(Class<?> record) {
    return (RecordShape) shapes.of(record);
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    boolean isSaid =
        in.currentToken() == JsonToken.START_OBJECT && WHICH.equals(in.nextFieldName());
    String name = isSaid ? in.nextTextValue() : null;
    Class<?> record = name == null ? null : records.get(name);
    if (record == null) {
      String shown = Documents.cut(String.valueOf(name), TextShape.SHOWN);
      throw new IOException("'%s' is no %s".formatted(shown, type.getSimpleName()));
    }
    return of(record).readComponents(in);
  }
}
