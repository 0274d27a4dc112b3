package io.ispmonitor.synthetic;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private final DnsRcode rcode;
  private final @Nullable Boolean authoritative;
  private final Set<String> addresses;
  private final List<Pattern> patterns;
  private final boolean only;

  private DnsTarget(
      DnsQuestion question,
      int port,
      boolean tcp,
      DnsRcode rcode,
      @Nullable Boolean authoritative,
      Set<String> addresses,
      List<Pattern> patterns,
      boolean only) {
    this.question = question;
    this.port = port;
    this.tcp = tcp;
    this.rcode = rcode;
    this.authoritative = authoritative;
    this.addresses = addresses;
    this.patterns = patterns;
    this.only = only;
  }

  /**
   * This name and type, over UDP to port 53, with recursion desired.
   *
   * @throws IllegalArgumentException when it is no domain name
   */
  public static DnsTarget of(String name, DnsType type) {
    DnsQuestion question = new DnsQuestion(DnsName.of(name), type);
    return new DnsTarget(question, PORT, false, DnsRcode.NOERROR, null, Set.of(), List.of(), false);
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
    return new DnsTarget(question, port, tcp, rcode, authoritative, addresses, patterns, only);
  }

  /**
   * Asks over TCP at once. Otherwise UDP is used, and TCP only when the answer over UDP was
   * truncated.
   */
  public DnsTarget overTcp() {
    return new DnsTarget(question, port, true, rcode, authoritative, addresses, patterns, only);
  }

  /** Expects this code. With any but {@link DnsRcode#NOERROR} the answer may be empty. */
  public DnsTarget expectRcode(DnsRcode rcode) {
    return new DnsTarget(question, port, tcp, rcode, authoritative, addresses, patterns, only);
  }

  /** Expects an answer of a server that speaks for the zone, or of one that does not. */
  public DnsTarget expectAuthoritative(boolean authoritative) {
    return new DnsTarget(question, port, tcp, rcode, authoritative, addresses, patterns, only);
  }

  /** Expects every one of these addresses, in place of those named before. */
  public DnsTarget expectAddresses(InetAddress... expected) {
    Set<String> written =
        List.of(expected).stream().map(DnsTarget::written).collect(Collectors.toUnmodifiableSet());
    return new DnsTarget(question, port, tcp, rcode, authoritative, written, patterns, only);
  }

  /**
   * Expects a record of which this is found in the data, as zone files write it: {@code 10
   * mail.example.net} for MX, names in lower case without the last dot, the strings of a TXT record
   * joined. May be called several times.
   */
  public DnsTarget expectData(Pattern pattern) {
    List<Pattern> more = new ArrayList<>(patterns);
    more.add(pattern);
    return new DnsTarget(
        question, port, tcp, rcode, authoritative, addresses, List.copyOf(more), only);
  }

  /** Allows no record but those expected, so that a forged one beside them is noticed. */
  public DnsTarget expectNothingElse() {
    return new DnsTarget(question, port, tcp, rcode, authoritative, addresses, patterns, true);
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
    if (!answer.rcode().equals(rcode)) {
      return "%s answered %s, expected %s".formatted(this, answer.rcode(), rcode);
    }
    if (authoritative != null && answer.authoritative() != authoritative) {
      return this
          + (authoritative
              ? " was answered without authority; ask a server of the zone"
              : " was answered with authority, which was not expected");
    }
    List<String> data = answer.rdata(question.name(), question.type());
    if (data.isEmpty() && rcode.equals(DnsRcode.NOERROR)) {
      return this + " has an answer without a record of this type";
    }
    return objectionTo(data, search);
  }

  private @Nullable String objectionTo(List<String> data, Search search) {
    for (String address : addresses) {
      if (!data.contains(address)) {
        return "%s answered %s, expected %s".formatted(this, shown(data), address);
      }
    }
    for (Pattern pattern : patterns) {
      Search.Finding finding = search.inAny(data, pattern);
      if (finding != Search.Finding.FOUND) {
        return "%s answered %s, %s".formatted(this, shown(data), finding.complaint(pattern));
      }
    }
    return only ? objectionToMore(data, search) : null;
  }

  private @Nullable String objectionToMore(List<String> data, Search search) {
    for (String one : data) {
      String objection = addresses.contains(one) ? null : objectionToOne(one, search);
      if (objection != null) {
        return "%s answered %s, %s".formatted(this, Words.of(one), objection);
      }
    }
    return null;
  }

  /** What is wrong with a record that is none of the addresses; null when a pattern is found. */
  private @Nullable String objectionToOne(String one, Search search) {
    String objection = "which was not expected";
    for (Pattern pattern : patterns) {
      Search.Finding finding = search.in(one, pattern);
      if (finding == Search.Finding.FOUND) {
        return null;
      }
      objection = finding == Search.Finding.GIVEN_UP ? finding.complaint(pattern) : objection;
    }
    return objection;
  }

  private static String shown(List<String> data) {
    return Words.of(data.toString());
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
    return question.name() + " " + question.type();
  }
}
