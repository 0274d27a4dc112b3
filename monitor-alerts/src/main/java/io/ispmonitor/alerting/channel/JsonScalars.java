package io.ispmonitor.alerting.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a JSON document by their pointers, such as {@code /parameters/retry_after}: all
 * that is wanted of an answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
final class JsonScalars {
  private static final int MOST = 1_000;
  private static final int LONGEST_POINTER = 100;

  /** Does not keep the names it reads: they are the other side's. */
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private JsonScalars() {}

  /** The values as text; none at all when it is not JSON, or is more than an answer ever is. */
  static Map<String, String> read(String document) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(document)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          put(values, json.getParsingContext().pathAsPointer().toString(), json.getText());
        }
        if (values.size() > MOST) {
          return Map.of();
        }
      }
    } catch (IOException e) {
      return Map.of(); // whoever asked finds that nothing is there
    }
    return values;
  }

  /** Long names are nobody's we ask for, and would be kept once for each value behind them. */
  private static void put(Map<String, String> values, String pointer, String text) {
    if (pointer.length() <= LONGEST_POINTER) {
      values.put(pointer, text);
    }
  }
}
