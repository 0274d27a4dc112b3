package io.ispmonitor.alerting.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into values that know their place. Bounded in size, depth and number of values; a name
 * stands once.
 */
final class JsonTree {
  private static final long MOST_CHARACTERS = 4 * 1024 * 1024;
  private static final int DEEPEST = 24;
  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_VALUES = 500_000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MOST_CHARACTERS)
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(Heading.LONGEST_LABEL)
                  .maxNumberLength(100)
                  .build())
          .build();

  private final JsonParser parser;
  private final Mistakes mistakes;
  private int values;

  private JsonTree(JsonParser parser, Mistakes mistakes) {
    this.parser = parser;
    this.mistakes = mistakes;
  }

  /** The value of a file; null when it is no JSON, which is a mistake then. */
  static @Nullable Located read(Reader text, Mistakes mistakes) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonTree(parser, mistakes).document();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      int line = at == null ? 1 : at.getLineNr();
      int column = at == null ? 1 : at.getColumnNr();
      mistakes.add(line, column, "", "", "this is no JSON: " + e.getOriginalMessage());
    } catch (CharacterCodingException e) {
      mistakes.add(1, 1, "", "", "this is no text in UTF-8; save the file as UTF-8");
    }
    return null;
  }

  private @Nullable Located document() throws IOException {
    if (parser.nextToken() == null) {
      mistakes.add(1, 1, "", "", "the file is empty; it should begin with {\"rules\": [");
      return null;
    }
    Located value = value("");
    if (parser.nextToken() != null) {
      mistakes.add(line(), column(), "", "", "something follows the end; leave it out");
    }
    return value;
  }

  private Located value(String path) throws IOException {
    if (++values > MOST_VALUES) { // each is many times as large as what is written
      throw new StreamConstraintsException(
          "more than %d values are not taken".formatted(MOST_VALUES),
          parser.currentTokenLocation());
    }
    int line = line();
    int column = column();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> new Located.Fields(line, column, fields(path));
      case START_ARRAY -> new Located.Row(line, column, row(path));
      case VALUE_STRING -> new Located.Text(line, column, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Located.Number(line, column, parser.getDoubleValue(), parser.getText());
      case VALUE_TRUE, VALUE_FALSE ->
          new Located.Truth(line, column, token == JsonToken.VALUE_TRUE);
      default -> new Located.Nothing(line, column);
    };
  }

  private Map<String, Located> fields(String path) throws IOException {
    Map<String, Located> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String field = path.isEmpty() ? name : path + "." + name;
      int line = line();
      int column = column();
      parser.nextToken();
      Located value = value(field);
      if (fields.putIfAbsent(name, value) != null) {
        mistakes.add(
            line, column, field, value.shown(), "this field stands here twice; leave one out");
      }
    }
    return fields;
  }

  private List<Located> row(String path) throws IOException {
    List<Located> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(path + "[" + values.size() + "]"));
    }
    return values;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private int column() {
    return parser.currentTokenLocation().getColumnNr();
  }
}
