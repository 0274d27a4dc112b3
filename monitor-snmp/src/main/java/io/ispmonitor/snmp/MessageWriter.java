package io.ispmonitor.snmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERSerializable;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Writes messages, from the inside out. */
final class MessageWriter {
  private MessageWriter() {}

  static byte[] integer(int value) {
    return of(new Integer32(value));
  }

  static byte[] octets(byte[] value) {
    return of(new OctetString(value));
  }

  /** What snmp4j knows how to write. */
  static byte[] of(BERSerializable what) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      what.encodeBER(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a value that was made here could not be written", e);
    }
    return out.toByteArray();
  }

  /** A sequence of what was written before. */
  static byte[] sequence(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 8);
    try {
      BER.encodeHeader(out, BER.SEQUENCE, length);
      for (byte[] part : parts) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a sequence that was made here could not be written", e);
    }
    return out.toByteArray();
  }
}
