package io.ispmonitor.synthetic;

/**
 * What a DNS server says became of a question.
 *
 * @param code 0 to 15
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1">RFC 1035, 4.1.1</a>
 */
public record DnsRcode(int code) {
  /** No error; the answer may still be empty. */
  public static final DnsRcode NOERROR = new DnsRcode(0);

  /** The server could not read the question. */
  public static final DnsRcode FORMERR = new DnsRcode(1);

  /** The server failed to find out. */
  public static final DnsRcode SERVFAIL = new DnsRcode(2);

  /** There is no such name. */
  public static final DnsRcode NXDOMAIN = new DnsRcode(3);

  /** The server does not know this kind of question. */
  public static final DnsRcode NOTIMP = new DnsRcode(4);

  /** The server does not want to answer us. */
  public static final DnsRcode REFUSED = new DnsRcode(5);

  private static final int MOST = 15;

  /** Checks the range. */
  public DnsRcode {
    Checks.between("DNS rcode", code, 0, MOST);
  }

  /** Its name where it has one, such as {@code NXDOMAIN}. */
  @Override
  public String toString() {
    return switch (code) {
      case 0 -> "NOERROR";
      case 1 -> "FORMERR";
      case 2 -> "SERVFAIL";
      case 3 -> "NXDOMAIN";
      case 4 -> "NOTIMP";
      case 5 -> "REFUSED";
      default -> "RCODE" + code;
    };
  }
}
