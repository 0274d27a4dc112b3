package io.ispmonitor.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BERSerializable;

/** Reads a message from its beginning. Every length is checked against what there is. */
final class MessageReader {
  private final ByteBuffer buffer;
  private final BERInputStream in;
  private final BER.MutableByte tag = new BER.MutableByte();

  MessageReader(byte[] message) {
    this.buffer = ByteBuffer.wrap(message);
    this.in = new BERInputStream(buffer);
  }

  /** Goes into a sequence. */
  void sequence() throws IOException {
    enter(BER.SEQUENCE);
  }

  /** Goes into what has this tag; what it holds is so long. */
  int enter(byte expected) throws IOException {
    int length = BER.decodeHeader(in, tag);
    if (tag.getValue() != expected) {
      throw new IOException("tag %d where %d has to be".formatted(tag.getValue(), expected));
    }
    return length;
  }

  int integer() throws IOException {
    if (nextTag() != BER.INTEGER) {
      throw new IOException("tag %d where a number has to be".formatted(nextTag()));
    }
    return BER.decodeInteger(in, tag);
  }

  int natural() throws IOException {
    int value = integer();
    if (value < 0) {
      throw new IOException(value + " where no negative number may be");
    }
    return value;
  }

  byte[] octets() throws IOException {
    byte[] octets = new byte[enter(BER.OCTETSTRING)];
    buffer.get(octets);
    return octets;
  }

  /** Reads what snmp4j knows how to read. */
  <T extends BERSerializable> T read(T into) throws IOException {
    into.decodeBER(in);
    return into;
  }

  void skip(int bytes) {
    buffer.position(buffer.position() + bytes);
  }

  /** What comes next. */
  byte nextTag() throws IOException {
    if (!buffer.hasRemaining()) {
      throw new IOException("nothing follows");
    }
    return buffer.get(buffer.position());
  }

  /** How many bytes were read. */
  int position() {
    return buffer.position();
  }
}
