package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class BerTest {
  private static final Oid OID = io.ispmonitor.snmp.Oid.of("1.3.6.1.2.1.31.1.1.1.6.4026531841");
  private static final long MOST_32 = 0xffff_ffffL;

  private static List<SnmpValue> values(Random random) throws IOException {
    List<SnmpValue> values = new ArrayList<>(List.of(SnmpValue.Absent.values()));
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    values.add(new SnmpValue.Text(Octets.of(bytes)));
    values.add(new SnmpValue.Opaque(Octets.of(bytes)));
    values.add(new SnmpValue.IpAddress(InetAddress.getByAddress(new byte[] {10, 0, -1, 1})));
    values.add(new SnmpValue.ObjectId(OID));
    values.add(new SnmpValue.Real(random.nextGaussian()));
    for (long number :
        new long[] {
          0, 1, 127, 128, 255, 256, 32_767, 32_768, Integer.MAX_VALUE, random.nextInt()
        }) {
      long unsigned = number & MOST_32;
      values.add(new SnmpValue.Int((int) number));
      values.add(new SnmpValue.Int((int) -number));
      values.add(new SnmpValue.Counter32(unsigned));
      values.add(new SnmpValue.Gauge32(MOST_32 - unsigned));
      values.add(new SnmpValue.TimeTicks(unsigned));
      values.add(new SnmpValue.Counter64(number));
      values.add(new SnmpValue.Counter64(random.nextLong()));
    }
    return values;
  }

  @Test
  @DisplayName(
      "every value is written as another implementation reads it, and read as it writes it")
  void values() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      for (SnmpValue value : values(random)) {
        boolean isPresent = value.isPresent() || value == SnmpValue.Absent.NULL;
        if (isPresent) {
          VariableBinding theirs = new VariableBinding();
          theirs.decodeBER(new BERInputStream(ByteBuffer.wrap(written(value))));
          assertEquals(new VarBind(OID, value), Translation.toVarBind(theirs));
        }
        assertEquals(value, read(theirs(value)), value.toString());
      }
    }
  }

  private static byte[] written(SnmpValue value) {
    BerWriter writer = new BerWriter().value(value);
    return writer.identifier(OID).wrap(Ber.SEQUENCE, 0).toBytes();
  }

  private static byte[] theirs(SnmpValue value) throws IOException {
    VariableBinding binding = Translation.toVariableBinding(new VarBind(OID, value));
    if (value == SnmpValue.Absent.NO_SUCH_OBJECT) {
      binding.setVariable(Null.noSuchObject);
    } else if (value == SnmpValue.Absent.NO_SUCH_INSTANCE) {
      binding.setVariable(Null.noSuchInstance);
    } else if (value == SnmpValue.Absent.END_OF_MIB_VIEW) {
      binding.setVariable(Null.endOfMibView);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    binding.encodeBER(out);
    return out.toByteArray();
  }

  private static SnmpValue read(byte[] binding) throws MalformedException {
    BerReader reader = new BerReader(binding).inside(Ber.SEQUENCE);
    assertEquals(OID, reader.identifier());
    SnmpValue value = reader.value();
    assertTrue(reader.isAtEnd());
    return value;
  }

  @Test
  @DisplayName("object identifiers are written as another implementation writes them")
  void identifiers() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      int[] parts = new int[2 + random.nextInt(40)];
      for (int i = 2; i < parts.length; i++) {
        parts[i] = random.nextInt() >>> random.nextInt(32);
      }
      parts[0] = random.nextInt(3);
      parts[1] = random.nextInt(40);
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      new OID(parts).encodeBER(theirs);
      byte[] ours = new BerWriter().identifier(Oid.ofParts(parts)).toBytes();
      assertArrayEquals(theirs.toByteArray(), ours);
      assertEquals(Oid.ofParts(parts), new BerReader(ours).identifier());
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "", // nothing
        "02", // no length
        "0201", // no value
        "0200", // an integer of no bytes
        "02890102030405060708090a", // a length in nine bytes
        "0284ffffffff00", // a length below zero
        "02847fffffff00", // a length beyond the end
        "0280", // the indefinite form
        "0209000000000000000001", // too many bytes
        "0205ff00000000", // more than 32 bits
        "41050100000000", // more than 32 bits
        "460a00000000000000000001", // more than 64 bits
        "0600", // an identifier without parts, where one has to be
        "0602ff", // breaks off
        "06022b80", // a part that breaks off
        "06072b8fffffffff7f", // a part of more than 32 bits
        "0a0101", // an unknown type
        "a003020101" // a type that is no value
      })
  @DisplayName("what is malformed is refused")
  void malformed(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    boolean isIdentifier = hex.startsWith("06");
    assertThrows(
        MalformedException.class,
        () -> {
          BerReader reader = new BerReader(bytes);
          Object read = isIdentifier ? reader.identifier() : reader.value();
          throw new AssertionError("read " + read);
        });
  }

  @Test
  @DisplayName("numbers with more bytes than they need, and counters with a sign, are taken")
  void generous() throws Exception {
    assertEquals(new SnmpValue.Int(1), value("02080000000000000001"));
    assertEquals(new SnmpValue.Int(-2), value("0208fffffffffffffffe"));
    assertEquals(new SnmpValue.Counter32(MOST_32), value("4104ffffffff"));
    assertEquals(new SnmpValue.Counter64(-1), value("4608ffffffffffffffff"));
    assertEquals(new SnmpValue.Gauge32(5), value("4282000105")); // a length in two bytes
    assertEquals(SnmpValue.Absent.NULL, value("0600"));
    assertEquals(new SnmpValue.Opaque(Octets.of((byte) 1)), value("400101"));
  }

  private static SnmpValue value(String hex) throws MalformedException {
    return new BerReader(HexFormat.of().parseHex(hex)).value();
  }
}
