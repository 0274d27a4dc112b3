package io.ispmonitor.app.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ispmonitor.alert.CleanText;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The object of JSON that a request brings. Everything that is wrong with it is refused in words.
 */
public final class Body {
  /** No body may be larger. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final int MOST_SKIPPED = 1024 * 1024;
  private static final int LONGEST_SHOWN = 60;
  private static final int LONGEST_SENTENCE = 1_000;

  private final ObjectNode object;

  private Body(ObjectNode object) {
    this.object = object;
  }

  /**
   * Reads it.
   *
   * @param fields which fields it may have
   */
  static Body read(Context ctx, Set<String> fields) {
    byte[] bytes = bytes(ctx);
    if (bytes.length == 0) {
      return of(Json.object(), fields);
    }
    String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
    if (!type.split(";", -1)[0].strip().equals("application/json")) {
      throw Refusal.notJson(
          "the body must be JSON; send it with Content-Type: application/json, not '%s'"
              .formatted(shown(type)));
    }
    return of(parse(bytes), fields);
  }

  private static byte[] bytes(Context ctx) {
    try {
      InputStream in = ctx.bodyInputStream();
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        in.skip(MOST_SKIPPED); // so that who is still sending hears why it is refused
        throw Refusal.tooLarge("the body has more than %d bytes; send less".formatted(MOST_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw Refusal.badRequest("the body could not be read to its end; send it again");
    }
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return Json.MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("the body is not JSON: %s".formatted(shown(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("an array in memory could not be read", e);
    }
  }

  private static Body of(JsonNode node, Set<String> fields) {
    if (!(node instanceof ObjectNode object)) {
      throw Refusal.badRequest("the body must be an object of JSON, such as {}");
    }
    for (var name : (Iterable<String>) object::fieldNames) {
      if (!fields.contains(name)) {
        throw Refusal.badRequest(
            "the body has a field '%s', which is not known here; known are %s"
                .formatted(shown(name), fields.stream().sorted().toList()));
      }
    }
    return new Body(object);
  }

  /** A text that has to be there and not be blank. */
  public String text(String field, int most) {
    return optionalText(field, most)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> Refusal.badRequest("field %s is missing; give a text".formatted(field)));
  }

  /** A text that may be missing. */
  public Optional<String> optionalText(String field, int most) {
    Optional<JsonNode> node = find(field);
    if (node.isPresent() && !node.get().isTextual()) {
      throw wrong(field, node.get(), "a text");
    }
    Optional<String> text = node.map(JsonNode::textValue);
    if (text.isPresent() && text.get().length() > most) {
      throw Refusal.badRequest(
          "field %s has %d characters; it may have %d".formatted(field, text.get().length(), most));
    }
    return text;
  }

  /** Texts that may be missing. */
  public List<String> texts(String field, int most) {
    Optional<JsonNode> node = find(field);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!node.get().isArray() || node.get().size() > most) {
      throw wrong(field, node.get(), "a list of at most %d texts".formatted(most));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node.get()) {
      if (!item.isTextual()) {
        throw wrong(field, item, "a list of texts");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** A number that may be missing. */
  public OptionalDouble number(String field) {
    Optional<JsonNode> node = find(field);
    if (node.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!node.get().isNumber() || !Double.isFinite(node.get().doubleValue())) {
      throw wrong(field, node.get(), "a number");
    }
    return OptionalDouble.of(node.get().doubleValue());
  }

  /** A duration that has to be there, in whole seconds from {@code least} to {@code most}. */
  public Duration seconds(String field, Duration least, Duration most) {
    double seconds =
        number(field)
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "field %s is missing; give a number of seconds".formatted(field)));
    if (!(seconds >= least.toSeconds() && seconds <= most.toSeconds())) {
      throw Refusal.badRequest(
          "field %s must be from %d to %d seconds, was %s"
              .formatted(field, least.toSeconds(), most.toSeconds(), seconds));
    }
    return Duration.ofSeconds(Math.round(seconds));
  }

  /** A yes or no; no when it is missing. */
  public boolean isTrue(String field) {
    Optional<JsonNode> node = find(field);
    if (node.isPresent() && !node.get().isBoolean()) {
      throw wrong(field, node.get(), "true or false");
    }
    return node.map(JsonNode::booleanValue).orElse(false);
  }

  /** A time that may be missing. */
  public Optional<Instant> time(String field) {
    return optionalText(field, LONGEST_SHOWN).map(text -> instant("field " + field, text));
  }

  /** Reads a time, and says of which field or parameter it is when it is none. */
  static Instant instant(String what, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.badRequest(
          "%s must be a time such as 2026-01-01T00:00:00Z, was '%s'".formatted(what, shown(text)));
    }
  }

  /** What somebody sent, fit to be sent back. */
  static String shown(String text) {
    return CleanText.line(text, LONGEST_SHOWN);
  }

  /** The same for what our own code says of it. */
  static String shownWhole(String text) {
    return CleanText.line(text, LONGEST_SENTENCE);
  }

  private Optional<JsonNode> find(String field) {
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  private static Refusal wrong(String field, JsonNode was, String wanted) {
    return Refusal.badRequest(
        "field %s must be %s, was %s".formatted(field, wanted, shown(was.toString())));
  }
}
