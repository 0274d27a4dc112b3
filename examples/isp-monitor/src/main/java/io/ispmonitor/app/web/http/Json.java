package io.ispmonitor.app.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads JSON. What is no number or is not there becomes null. Any thread. */
public final class Json {
  private static final int DEEPEST = 10;
  private static final double NANOS = 1e9;

  /** Bounded, since what it reads comes from anybody. */
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** An array of what becomes of each item. */
  public static <T> ArrayNode array(Iterable<T> items, Function<? super T, JsonNode> each) {
    ArrayNode array = array();
    items.forEach(item -> array.add(each.apply(item)));
    return array;
  }

  /** An array of texts. */
  public static ArrayNode texts(Iterable<String> items) {
    ArrayNode array = array();
    items.forEach(array::add);
    return array;
  }

  /** A number for an object or array. */
  public static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A number that may not be there. */
  public static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : null;
  }

  /** A time. */
  public static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  /** A duration, in seconds. */
  public static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.getSeconds() + duration.getNano() / NANOS;
  }

  /** As a text in one line. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON could not be written", e);
    }
  }
}
