package io.ispmonitor.jdbc.internal.document;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The shapes of all types that occur in documents. */
final class Shapes {
  private final Map<Type, Shape> known = new ConcurrentHashMap<>(PlainShapes.all());

  Shapes() {
    text(Instant.class, Instant::parse);
    text(Duration.class, Duration::parse);
    text(LocalDate.class, LocalDate::parse);
    text(LocalTime.class, LocalTime::parse);
    text(ZoneId.class, ZoneId::of);
    text(URI.class, URI::create);
  }

  private <T> void text(Class<T> type, Function<String, T> parser) {
    known.put(type, new TextShape<>(type, parser));
  }

  /** The shape of a type. Types of the same name in different records have the same shape. */
  Shape of(Type type) {
    Shape shape = known.get(type);
    if (shape == null) {
      shape = make(type);
      known.put(type, shape); // made twice at worst
    }
    return shape;
  }

  private Shape make(Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic);
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return new RecordShape(plain, this);
      }
      if (plain.isEnum()) {
        return new EnumShape(plain);
      }
      if (plain.isSealed()) {
        return new SealedShape(plain, this);
      }
    }
    throw new IllegalArgumentException(
        "documents cannot hold a " + type.getTypeName() + "; teach Shapes how to write it");
  }

  private Shape collection(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == List.class || type.getRawType() == Set.class) {
      return new ListShape(of[0], type.getRawType() == Set.class, this);
    }
    if (type.getRawType() == Map.class && of[0] == String.class) {
      return new MapShape(of[1], this);
    }
    throw new IllegalArgumentException(
        "documents cannot hold a " + type.getTypeName() + "; use a List, a Set, or a Map by names");
  }
}
