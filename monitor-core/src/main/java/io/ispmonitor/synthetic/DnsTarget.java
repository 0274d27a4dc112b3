package io.ispmonitor.synthetic;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a DNS server is asked, and what it must answer. Immutable; each method returns a changed
 * copy. By default any answer with at least one record of the type passes.
 */
public final class DnsTarget {
  private static final int PORT = 53;

  private final DnsQuestion question;
  private final int port;
  private final boolean tcp;
  private final DnsExpectation expected;

  private DnsTarget(DnsQuestion question, int port, boolean tcp, DnsExpectation expected) {
    this.question = question;
    this.port = port;
    this.tcp = tcp;
    this.expected = expected;
  }

  /**
   * This name and type, over UDP to port 53, with recursion desired.
   *
   * @throws IllegalArgumentException when it is no domain name
   */
  public static DnsTarget of(String name, DnsType type) {
    DnsQuestion question = new DnsQuestion(DnsName.of(name), type);
    return new DnsTarget(question, PORT, false, new DnsExpectation());
  }

  /**
   * Whether one's own name is seen from outside: asks for an address of the name, and expects this
   * one. Ask it of {@link PublicResolver public resolvers}.
   */
  public static DnsTarget ownName(String name, InetAddress expected) {
    DnsType type = expected instanceof Inet6Address ? DnsType.AAAA : DnsType.A;
    return of(name, type).expectAddresses(expected);
  }

  /** Asks at this port, 1 to 65,535. */
  public DnsTarget port(int port) {
    Checks.port("DNS target '" + question.name() + "'", port);
    return new DnsTarget(question, port, tcp, expected);
  }

  /**
   * Asks over TCP at once. Otherwise UDP is used, and TCP only when the answer over UDP was
   * truncated.
   */
  public DnsTarget overTcp() {
    return new DnsTarget(question, port, true, expected);
  }

  /** Expects this code. With any but {@link DnsRcode#NOERROR} the answer may be empty. */
  public DnsTarget expectRcode(DnsRcode rcode) {
    return expecting(changed -> changed.rcode = rcode);
  }

  /** Expects an answer of a server that speaks for the zone, or of one that does not. */
  public DnsTarget expectAuthoritative(boolean authoritative) {
    return expecting(changed -> changed.authoritative = authoritative);
  }

  /** Expects every one of these addresses, in place of those named before. */
  public DnsTarget expectAddresses(InetAddress... expected) {
    Set<String> written =
        List.of(expected).stream().map(DnsTarget::written).collect(Collectors.toUnmodifiableSet());
    return expecting(changed -> changed.addresses = written);
  }

  /**
   * Expects a record of which this is found in the data, as zone files write it: {@code 10
   * mail.example.net} for MX, names in lower case without the last dot, the strings of a TXT record
   * joined. May be called several times.
   */
  public DnsTarget expectData(Pattern pattern) {
    List<Pattern> more = new ArrayList<>(expected.patterns);
    more.add(pattern);
    return expecting(changed -> changed.patterns = List.copyOf(more));
  }

  /** Allows no record but those expected, so that a forged one beside them is noticed. */
  public DnsTarget expectNothingElse() {
    return expecting(changed -> changed.only = true);
  }

  private DnsTarget expecting(Consumer<DnsExpectation> change) {
    DnsExpectation changed = expected.copy();
    change.accept(changed);
    return new DnsTarget(question, port, tcp, changed);
  }

  DnsQuestion question() {
    return question;
  }

  int port() {
    return port;
  }

  boolean isOverTcp() {
    return tcp;
  }

  /** What is wrong with the answer; null when it is what is expected. */
  @Nullable String objectionTo(DnsAnswer answer, Search search) {
    return expected.objectionTo(answer, question, search);
  }

  /** Without the interface, which no DNS answer has. */
  private static String written(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  /** The question, such as {@code www.example.net A}. */
  @Override
  public String toString() {
    return question.toString();
  }
}
