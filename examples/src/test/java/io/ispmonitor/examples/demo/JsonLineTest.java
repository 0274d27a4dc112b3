package io.ispmonitor.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  private static String written(String value) {
    return new JsonLine().put("k", value).toString();
  }

  @Test
  @DisplayName("members keep their order; what is missing is null")
  void members() {
    assertEquals(
        "{\"a\":\"x\",\"b\":null,\"c\":0.25,\"d\":null,\"e\":null}",
        new JsonLine()
            .put("a", "x")
            .put("b", null)
            .put("c", 0.25)
            .put("d", Double.NaN)
            .put("e", Double.POSITIVE_INFINITY)
            .toString());
    assertEquals("{}", new JsonLine().toString());
  }

  @Test
  @DisplayName("quotes, backslashes and control characters are escaped")
  void escapes() {
    assertEquals("{\"k\":\"\\\"\\\\\\n\\r\\t\"}", written("\"\\\n\r\t"));
    assertEquals("{\"k\":\"\\u0000\\u001b[31m\\u007f\"}", written("\u0000\u001b[31m\u007f"));
  }

  @Test
  @DisplayName("everything beyond ASCII is escaped: letters, pairs, lone halves, line separators")
  void beyondAscii() {
    assertEquals("{\"k\":\"T\\u00fcrm\"}", written("T\u00fcrm"));
    assertEquals("{\"k\":\"\\ud83d\\udce1\"}", written("\ud83d\udce1"));
    assertEquals("{\"k\":\"\\ud83d!\"}", written("\ud83d!"));
    assertEquals("{\"k\":\"\\u2028\"}", written("\u2028"));
  }

  @Test
  @DisplayName("small numbers are written so that JSON reads them")
  void numbers() {
    assertEquals("{\"k\":6.75E-6}", new JsonLine().put("k", 6.75e-6).toString());
    assertEquals("{\"k\":0.0}", new JsonLine().put("k", 0).toString());
  }
}
