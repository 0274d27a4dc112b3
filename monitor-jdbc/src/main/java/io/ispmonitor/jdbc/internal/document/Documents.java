package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes records as documents, and reads them again. Any thread. */
public final class Documents {
  /** What is no ASCII is escaped, so that half a pair of characters comes back too. */
  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Shapes shapes = new Shapes();

  /** A record as a document. */
  public String write(Record record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = json.createGenerator(text)) {
      shapes.of(record.getClass()).write(out, record);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  /**
   * The record of a document.
   *
   * @throws DocumentException when it is none of this type
   */
  public <T extends Record> T read(Class<T> type, String document) {
    try (JsonParser in = json.createParser(document)) {
      in.nextToken();
      T read = type.cast(shapes.of(type).read(in));
      if (in.nextToken() != null) {
        throw new IOException("something follows its end");
      }
      return read;
    } catch (IOException | RuntimeException e) {
      throw new DocumentException(
          "a document is no %s: %s".formatted(type.getSimpleName(), reason(e)), e);
    }
  }

  /** Without the text itself, which may be long. */
  private static String reason(Exception e) {
    return cut(
        e instanceof JacksonException parsing
            ? parsing.getOriginalMessage()
            : String.valueOf(e.getMessage()),
        200);
  }

  /** The beginning of a text, for a message. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
