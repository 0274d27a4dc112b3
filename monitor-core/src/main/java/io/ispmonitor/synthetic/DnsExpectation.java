package io.ispmonitor.synthetic;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a DNS answer must be. Any with a record at first; set before it is shared, never after. */
final class DnsExpectation {
  DnsRcode rcode = DnsRcode.NOERROR;
  @Nullable Boolean authoritative;
  Set<String> addresses = Set.of();
  List<Pattern> patterns = List.of();
  boolean only;

  DnsExpectation copy() {
    DnsExpectation copy = new DnsExpectation();
    copy.rcode = rcode;
    copy.authoritative = authoritative;
    copy.addresses = addresses;
    copy.patterns = patterns;
    copy.only = only;
    return copy;
  }

  /** What is wrong with the answer; null when it is what is expected. */
  @Nullable String objectionTo(DnsAnswer answer, DnsQuestion question, Search search) {
    if (!answer.rcode().equals(rcode)) {
      return "%s answered %s, expected %s".formatted(question, answer.rcode(), rcode);
    }
    if (authoritative != null && answer.authoritative() != authoritative) {
      return question
          + (authoritative
              ? " was answered without authority; ask a server of the zone"
              : " was answered with authority, which was not expected");
    }
    List<String> data = answer.rdata(question.name(), question.type());
    if (data.isEmpty() && rcode.equals(DnsRcode.NOERROR)) {
      return question + " has an answer without a record of this type";
    }
    String objection = objectionTo(data, search);
    return objection == null ? null : question + objection;
  }

  private @Nullable String objectionTo(List<String> data, Search search) {
    for (String address : addresses) {
      if (!data.contains(address)) {
        return " answered %s, expected %s".formatted(shown(data), address);
      }
    }
    for (Pattern pattern : patterns) {
      Search.Finding finding = search.inAny(data, pattern);
      if (finding != Search.Finding.FOUND) {
        return " answered %s, %s".formatted(shown(data), finding.complaint(pattern));
      }
    }
    return only ? objectionToMore(data, search) : null;
  }

  private @Nullable String objectionToMore(List<String> data, Search search) {
    for (String one : data) {
      String objection = addresses.contains(one) ? null : objectionToOne(one, search);
      if (objection != null) {
        return " answered %s, %s".formatted(Words.of(one), objection);
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
}
