package io.ispmonitor.snmp.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  @DisplayName("every type that counts or measures is a number")
  void numbers() {
    assertEquals(-3, Numbers.of(new SnmpValue.Int(-3)));
    assertEquals(4e9, Numbers.of(new SnmpValue.Gauge32(4_000_000_000L)));
    assertEquals(4e9, Numbers.of(new SnmpValue.Counter32(4_000_000_000L)));
    assertEquals(0x1p64 - 2048, Numbers.of(new SnmpValue.Counter64(-2048)));
    assertEquals(150, Numbers.of(new SnmpValue.TimeTicks(150)));
    assertEquals(1.5, Numbers.of(new SnmpValue.Real(1.5)));
  }

  @Test
  @DisplayName("text is a number when it begins with one, whatever unit follows")
  void text() {
    assertEquals(-65, text("-65"));
    assertEquals(12.5, text(" 12.5 V"));
    assertEquals(23, text("23 \u00b0C\n"));
    assertEquals(7, text("7%"));
    assertEquals(Double.NaN, text(""));
    assertEquals(Double.NaN, text("n/a"));
    assertEquals(Double.NaN, text("1.2.3"));
    assertEquals(Double.NaN, text("10.0.0.1"));
    assertEquals(Double.NaN, text("9".repeat(41)));
  }

  @Test
  @DisplayName("what is no number is none")
  void none() {
    assertEquals(Double.NaN, Numbers.of(SnmpValue.Absent.NO_SUCH_INSTANCE));
    assertEquals(Double.NaN, Numbers.of(new SnmpValue.ObjectId(Oid.of("1.3"))));
  }

  private static double text(String text) {
    return Numbers.of(new SnmpValue.Text(Octets.ofText(text)));
  }
}
