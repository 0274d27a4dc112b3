package io.ispmonitor.jdbc.internal.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.MetricKind;
import io.ispmonitor.metric.Unit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A layout as text: a JSON array with an object for each column. It lies so in the database, and
 * packed in the spool, where it is written again in each segment. Any thread.
 */
final class LayoutText {
  private static final int LONGEST = 32 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private LayoutText() {}

  static String of(Layout layout) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartArray();
      for (int i = 0; i < layout.size(); i++) {
        write(out, layout.column(i));
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Layout.Column column) throws IOException {
    Metric metric = column.metric();
    out.writeStartObject();
    out.writeStringField("metric", metric.name());
    out.writeStringField("unit", metric.unit().name());
    out.writeNumberField("resolution", metric.resolution());
    out.writeStringField("kind", metric.kind().name());
    out.writeStringField("instance", column.instance());
    out.writeEndObject();
  }

  /**
   * The layout of a text.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Layout layout(String text) {
    List<Layout.Column> columns = new ArrayList<>();
    try (JsonParser in = JSON.createParser(text)) {
      check(in.nextToken() == JsonToken.START_ARRAY, "no array");
      while (in.nextToken() == JsonToken.START_OBJECT) {
        columns.add(column(in));
      }
      check(in.currentToken() == JsonToken.END_ARRAY, "no end");
    } catch (IOException e) {
      throw new IllegalArgumentException("a layout cannot be read: " + e.getMessage(), e);
    }
    return Layout.of(columns);
  }

  private static Layout.Column column(JsonParser in) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      fields.put(name, in.getText());
    }
    Metric metric =
        new Metric(
            field(fields, "metric"),
            Unit.valueOf(field(fields, "unit")),
            Double.parseDouble(field(fields, "resolution")),
            MetricKind.valueOf(field(fields, "kind")));
    return new Layout.Column(metric, field(fields, "instance"));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a layout cannot be read: a column has no " + name);
    }
    return value;
  }

  private static void check(boolean isRight, String what) {
    if (!isRight) {
      throw new IllegalArgumentException("a layout cannot be read: it has " + what);
    }
  }

  /** The text in few bytes. */
  static byte[] pack(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The text out of few bytes.
   *
   * @throws IllegalArgumentException when there is none in them
   */
  static String unpack(byte[] packed) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("a layout cannot be unpacked: " + e.getMessage(), e);
    }
  }
}
