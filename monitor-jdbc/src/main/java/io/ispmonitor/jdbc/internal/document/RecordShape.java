package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of a record, by their names. */
final class RecordShape implements Shape {
  private final Class<?> type;
  private final RecordComponent[] components;
  private final Constructor<?> constructor;
  private final Map<String, Integer> places = new HashMap<>();
  private final Shapes shapes;

  RecordShape(Class<?> type, Shapes shapes) {
    this.type = type;
    this.shapes = shapes;
    this.components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      places.put(components[i].getName(), i);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor = type.getConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type.getName() + " has no public constructor", e);
    }
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    writeComponents(out, value);
    out.writeEndObject();
  }

  void writeComponents(JsonGenerator out, Object value) throws IOException {
    for (RecordComponent component : components) {
      Object part = part(component, value);
      if (part != null) {
        out.writeFieldName(component.getName());
        shapes.of(component.getGenericType()).write(out, part);
      }
    }
  }

  private @Nullable Object part(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "%s.%s cannot be read".formatted(type.getName(), component.getName()), e);
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException(
          "a %s is expected, not %s".formatted(type.getSimpleName(), in.currentToken()));
    }
    return readComponents(in);
  }

  /** Reads the fields that are left of an object. */
  Object readComponents(JsonParser in) throws IOException {
    @Nullable Object[] parts = new Object[components.length];
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      Integer place = places.get(name);
      if (place == null) {
        in.skipChildren();
      } else if (in.currentToken() != JsonToken.VALUE_NULL) {
        parts[place] = shapes.of(typeOf(place)).read(in);
      }
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == null) {
        parts[i] = missing(i);
      }
    }
    return make(parts);
  }

  /** Text that is missing is none, since it may be marked as nullable. */
  private @Nullable Object missing(int place) {
    Type of = typeOf(place);
    return of == String.class && isNullable(place) ? null : shapes.of(of).missing();
  }

  private boolean isNullable(int place) {
    return components[place].getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private Type typeOf(int place) {
    return components[place].getGenericType();
  }

  private Object make(@Nullable Object[] parts) throws IOException {
    try {
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new IOException(
          "it is no %s: %s".formatted(type.getSimpleName(), e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }
}
