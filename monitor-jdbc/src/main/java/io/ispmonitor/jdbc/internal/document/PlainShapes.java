package io.ispmonitor.jdbc.internal.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shapes of text, numbers and truth. */
final class PlainShapes {
  private PlainShapes() {}

  static Map<Type, Shape> all() {
    Map<Type, Shape> shapes = new HashMap<>();
    shapes.put(String.class, new Text());
    shapes.put(int.class, new Whole(true));
    shapes.put(long.class, new Whole(false));
    shapes.put(double.class, new Real(true));
    shapes.put(Double.class, new Real(false));
    shapes.put(boolean.class, new Truth());
    return shapes;
  }

  private static void expect(boolean isRight, JsonParser in, String what) throws IOException {
    if (!isRight) {
      throw new IOException(
          "%s is expected at '%s', not %s".formatted(what, in.currentName(), in.currentToken()));
    }
  }

  static String text(JsonParser in) throws IOException {
    expect(in.currentToken() == JsonToken.VALUE_STRING, in, "text");
    return in.getText();
  }

  private static final class Text implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeString((String) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      return text(in);
    }

    @Override
    public Object missing() {
      return "";
    }
  }

  private record Whole(boolean isInt) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeNumber(((Number) value).longValue());
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      expect(in.currentToken() == JsonToken.VALUE_NUMBER_INT, in, "a whole number");
      return isInt ? (Object) in.getIntValue() : (Object) in.getLongValue();
    }

    @Override
    public Object missing() {
      return isInt ? (Object) 0 : (Object) 0L;
    }
  }

  private record Real(boolean isPrimitive) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      double number = (Double) value;
      if (Double.isFinite(number)) {
        out.writeNumber(number);
      } else {
        out.writeString(Double.toString(number)); // JSON has no such numbers
      }
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return Double.valueOf(in.getText());
      }
      expect(in.currentToken().isNumeric(), in, "a number");
      return in.getDoubleValue();
    }

    @Override
    public @Nullable Object missing() {
      return isPrimitive ? 0.0 : null;
    }
  }

  private static final class Truth implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      expect(in.currentToken().isBoolean(), in, "true or false");
      return in.getBooleanValue();
    }

    @Override
    public Object missing() {
      return false;
    }
  }
}
