package io.ispmonitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DebouncerTest {

  private static String run(Debouncer debouncer, double... values) {
    StringBuilder course = new StringBuilder();
    int memory = Debouncer.CLEAR;
    for (double value : values) {
      memory = debouncer.next(memory, value);
      course.append(Debouncer.isActive(memory) ? '!' : '.');
    }
    return course.toString();
  }

  @Test
  @DisplayName(
      "three values in a row above the trigger make it active, two at the clear level end it")
  void above() {
    Debouncer debouncer = Debouncer.above(25, 20, 3, 2);
    assertEquals("..!!!!!.", run(debouncer, 26, 30, 27, 22, 20, 21, 19, 18));
  }

  @Test
  @DisplayName("one value that does not count begins the row anew")
  void inARow() {
    assertEquals(".....!", run(Debouncer.above(25, 20, 3, 2), 26, 26, 25, 26, 26, 26));
  }

  @Test
  @DisplayName("below works the other way round: a battery that sags")
  void below() {
    assertEquals("..!!!.", run(Debouncer.below(23, 24, 2, 1), 23.5, 22.9, 22, 23.5, 23.9, 24));
  }

  @Test
  @DisplayName("no data neither raises nor clears, nor breaks a row")
  void noData() {
    Debouncer debouncer = Debouncer.above(25, 20, 2, 2);
    assertEquals("..!!!!.", run(debouncer, 26, Double.NaN, 26, Double.NaN, 19, Double.NaN, 19));
  }

  @Test
  @DisplayName("levels the wrong way round are refused with a sentence")
  void refused() {
    IllegalArgumentException above =
        assertThrows(IllegalArgumentException.class, () -> Debouncer.above(20, 25, 1, 1));
    assertTrue(above.toString().contains("must not be above"), above.toString());
    IllegalArgumentException below =
        assertThrows(IllegalArgumentException.class, () -> Debouncer.below(25, 20, 1, 1));
    assertTrue(below.toString().contains("must be above"), below.toString());
    assertThrows(IllegalArgumentException.class, () -> Debouncer.above(2, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Debouncer.above(Double.NaN, 1, 1, 1));
  }
}
