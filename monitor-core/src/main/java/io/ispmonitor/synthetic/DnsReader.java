package io.ispmonitor.synthetic;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a DNS message that may be hostile. Every length is held against what is there, and
 * compression only leads backwards, so the work is bounded by the length of the message.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1">RFC 1035, 4.1</a>
 */
final class DnsReader {
  static final int HEADER_BYTES = 12;

  private static final int POINTER = 0xc0;
  private static final int RESPONSE = 0x8000;
  private static final int AUTHORITATIVE = 0x0400;
  private static final int TRUNCATED = 0x0200;
  private static final int OPCODE = 0x7800;
  private static final int RCODE = 0x000f;
  private static final int CLASS_IN = 1;
  private static final int MOST_JUMPS = 128;

  private final ByteBuffer message;

  private DnsReader(ByteBuffer message) {
    this.message = message;
  }

  /** The id of a message; -1 when it is too short to have one. */
  static int id(ByteBuffer message) {
    return message.remaining() < Short.BYTES
        ? -1
        : Short.toUnsignedInt(message.getShort(message.position()));
  }

  /**
   * Reads an answer to this question.
   *
   * @throws UnfitAnswerException when it is none, or is broken; says where
   */
  static DnsAnswer answer(ByteBuffer message, DnsQuestion question) throws UnfitAnswerException {
    return new DnsReader(message.slice()).answer(question);
  }

  private DnsAnswer answer(DnsQuestion question) throws UnfitAnswerException {
    need(HEADER_BYTES, "the header");
    message.position(Short.BYTES);
    int flags = u16();
    int questions = u16();
    int answers = u16();
    message.position(HEADER_BYTES);
    if ((flags & RESPONSE) == 0 || (flags & OPCODE) != 0) {
      throw new UnfitAnswerException("the DNS message is no answer to a query");
    }
    DnsRcode rcode = new DnsRcode(flags & RCODE);
    boolean truncated = (flags & TRUNCATED) != 0;
    checkQuestion(questions, question, rcode);
    List<DnsRecord> records = truncated ? List.of() : records(answers);
    return new DnsAnswer((flags & AUTHORITATIVE) != 0, truncated, rcode, records);
  }

  /** A server that could not read the question may leave it out. */
  private void checkQuestion(int questions, DnsQuestion question, DnsRcode rcode)
      throws UnfitAnswerException {
    if (questions == 0 && !rcode.equals(DnsRcode.NOERROR)) {
      return;
    }
    if (questions != 1) {
      throw new UnfitAnswerException(
          "the DNS answer repeats %d questions; one was asked".formatted(questions));
    }
    String name = name("the question");
    need(2 * Short.BYTES, "the question");
    if (!name.equals(question.name()) || u16() != question.type().code() || u16() != CLASS_IN) {
      throw new UnfitAnswerException(
          "the DNS answer is to another question, about '%s'".formatted(Words.of(name)));
    }
  }

  private List<DnsRecord> records(int count) throws UnfitAnswerException {
    List<DnsRecord> records = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      records.add(record("answer %d of %d".formatted(i, count)));
    }
    return records;
  }

  private DnsRecord record(String where) throws UnfitAnswerException {
    String name = name(where);
    need(3 * Short.BYTES + Integer.BYTES, where);
    int type = u16();
    u16(); // class
    message.getInt(); // time to live
    int length = u16();
    need(length, where);
    int end = message.position() + length;
    String rdata = rdata(type, end, where);
    message.position(end);
    return new DnsRecord(name, type, rdata);
  }

  private String rdata(int type, int end, String where) throws UnfitAnswerException {
    int length = end - message.position();
    return switch (type) {
      case 1 -> address(length, 4, where);
      case 28 -> address(length, 16, where);
      case 2, 5, 12 -> within(name(where), end, where);
      case 15 -> numbers(1, length, where) + within(name(where), end, where);
      case 33 -> numbers(3, length, where) + within(name(where), end, where);
      case 6 -> name(where) + " " + within(name(where), end, where);
      case 16 -> text(end, where);
      default -> "\\# " + length + " " + HexFormat.of().formatHex(bytes(length));
    };
  }

  /** A name must not reach beyond the record it belongs to. */
  private String within(String name, int end, String where) throws UnfitAnswerException {
    if (message.position() > end) {
      throw cutShort(where);
    }
    return name;
  }

  private String address(int length, int wanted, String where) throws UnfitAnswerException {
    if (length != wanted) {
      throw new UnfitAnswerException(
          "the DNS message is broken at %s: an address of %d bytes".formatted(where, length));
    }
    try {
      return InetAddress.getByAddress(bytes(length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 or 16 bytes is always one", e);
    }
  }

  private String numbers(int count, int length, String where) throws UnfitAnswerException {
    if (length < count * Short.BYTES) {
      throw cutShort(where);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(u16()).append(' ');
    }
    return text.toString();
  }

  /** All strings of a TXT record in one. */
  private String text(int end, String where) throws UnfitAnswerException {
    StringBuilder text = new StringBuilder();
    while (message.position() < end) {
      int length = u8();
      if (message.position() + length > end) {
        throw cutShort(where);
      }
      for (byte b : bytes(length)) {
        int octet = Byte.toUnsignedInt(b);
        if (octet >= ' ' && octet < 0x7f) {
          text.append((char) octet);
        } else {
          DnsName.escape(text, octet);
        }
      }
    }
    return text.toString();
  }

  /**
   * Reads a name and leaves the position behind it. A pointer must lead to before the place where
   * this part of the name began, so that no chain of them has a circle.
   */
  private String name(String where) throws UnfitAnswerException {
    StringBuilder name = new StringBuilder();
    int behind = -1;
    int began = message.position();
    int bytes = 1;
    int jumps = 0;
    while (true) {
      need(1, where);
      int length = u8();
      if (length == 0) {
        break;
      }
      if ((length & POINTER) == POINTER) {
        need(1, where);
        int target = (length & ~POINTER) << Byte.SIZE | u8();
        behind = behind < 0 ? message.position() : behind;
        if (target >= began || target < HEADER_BYTES || ++jumps > MOST_JUMPS) {
          throw new UnfitAnswerException(
              "the DNS message is broken at %s: a compressed name that does not lead back"
                  .formatted(where));
        }
        began = target;
        message.position(target);
      } else {
        bytes += 1 + length;
        label(name, length, bytes, where);
      }
    }
    if (behind >= 0) {
      message.position(behind);
    }
    return name.length() == 0 ? DnsName.ROOT : name.toString();
  }

  private void label(StringBuilder name, int length, int nameBytes, String where)
      throws UnfitAnswerException {
    if ((length & POINTER) != 0 || nameBytes > DnsName.MOST_BYTES) {
      throw new UnfitAnswerException(
          "the DNS message is broken at %s: a name that is too long".formatted(where));
    }
    need(length, where);
    if (name.length() > 0) {
      name.append('.');
    }
    for (byte b : bytes(length)) {
      DnsName.append(name, Byte.toUnsignedInt(b));
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    message.get(bytes);
    return bytes;
  }

  private int u8() {
    return Byte.toUnsignedInt(message.get());
  }

  private int u16() {
    return Short.toUnsignedInt(message.getShort());
  }

  private void need(int bytes, String where) throws UnfitAnswerException {
    if (message.remaining() < bytes) {
      throw cutShort(where);
    }
  }

  private static UnfitAnswerException cutShort(String where) {
    return new UnfitAnswerException("the DNS message is broken: it ends within " + where);
  }
}
