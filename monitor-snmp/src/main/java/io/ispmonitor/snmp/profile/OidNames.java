package io.ispmonitor.snmp.profile;

import io.ispmonitor.snmp.Oid;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The names that a file gives to beginnings of object identifiers. */
final class OidNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private final Map<String, Oid> byName = new HashMap<>();

  /** Gives a name; the same again is allowed, another meaning is not. */
  void define(String name, Oid oid) throws Fault {
    if (!NAME.matcher(name).matches()) {
      throw new Fault(
          Quoted.of(name) + " cannot name an object; use letters and digits, such as ifXEntry");
    }
    Oid before = byName.putIfAbsent(name, oid);
    if (before != null && !before.equals(oid)) {
      throw new Fault(
          "%s is %s already; give %s another name".formatted(Quoted.of(name), before, oid));
    }
  }

  /** An identifier in digits, or a name with digits behind it, such as {@code ifXEntry.6}. */
  Oid oid(String word) throws Fault {
    int dot = word.indexOf('.');
    String name = dot < 0 ? word : word.substring(0, dot);
    try {
      if (!NAME.matcher(name).matches()) {
        return Oid.of(word);
      }
      Oid begin = byName.get(name);
      if (begin == null) {
        throw new Fault(
            "object %s has no name here; declare it with 'oid %s 1.3.6...' or write digits; %s"
                .formatted(Quoted.of(word), name, Nearest.hint(name, byName.keySet())));
      }
      return dot < 0 ? begin : begin.append(Oid.of(word.substring(dot + 1)));
    } catch (IllegalArgumentException e) {
      throw new Fault(
          "%s is no object identifier; write digits with dots, such as 1.3.6.1.2.1.1.3.0"
              .formatted(Quoted.of(word)));
    }
  }
}
