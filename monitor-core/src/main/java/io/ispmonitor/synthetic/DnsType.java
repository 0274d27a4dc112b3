package io.ispmonitor.synthetic;

/**
 * What a DNS question asks for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-3.2.2">RFC 1035, 3.2.2</a>
 */
public enum DnsType {
  /** IPv4 addresses. */
  A(1),
  /** Name servers of a zone. */
  NS(2),
  /** The name that an alias stands for. */
  CNAME(5),
  /** The start of a zone. */
  SOA(6),
  /** The name of an address. */
  PTR(12),
  /** Mail exchangers. */
  MX(15),
  /** Text. */
  TXT(16),
  /** IPv6 addresses, RFC 3596. */
  AAAA(28),
  /** Where a service is, RFC 2782. */
  SRV(33);

  private final int code;

  DnsType(int code) {
    this.code = code;
  }

  /** The number in a packet. */
  public int code() {
    return code;
  }
}
