package io.ispmonitor.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server answered.
 *
 * @param authoritative whether it speaks for the zone
 * @param truncated whether there is more than fits
 * @param rcode what became of the question
 * @param records the answer section
 */
record DnsAnswer(
    boolean authoritative, boolean truncated, DnsRcode rcode, List<DnsRecord> records) {

  /** What the records of this type say of the name, or of the name it is an alias of. */
  List<String> rdata(String name, DnsType type) {
    List<String> found = new ArrayList<>();
    Set<String> names = type == DnsType.CNAME ? Set.of(name) : withAliases(name);
    for (DnsRecord record : records) {
      if (record.type() == type.code() && names.contains(record.name())) {
        found.add(record.rdata());
      }
    }
    return found;
  }

  /** In the order of the records, so that one pass is enough and a loop of aliases harmless. */
  private Set<String> withAliases(String name) {
    Set<String> names = new HashSet<>();
    names.add(name);
    for (DnsRecord record : records) {
      if (record.type() == DnsType.CNAME.code() && names.contains(record.name())) {
        names.add(record.rdata());
      }
    }
    return names;
  }
}
