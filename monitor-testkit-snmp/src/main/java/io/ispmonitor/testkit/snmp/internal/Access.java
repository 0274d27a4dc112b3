package io.ispmonitor.testkit.snmp.internal;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.SnmpCredentials;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what an agent may be asked: communities of each version, and users. Immutable. */
public final class Access {
  private final Set<Octets> version1 = new HashSet<>();
  private final Set<Octets> version2c = new HashSet<>();
  private final Map<String, SnmpCredentials.V3> users = new HashMap<>();

  /**
   * Exactly these.
   *
   * @throws IllegalArgumentException when a user is named twice
   */
  public Access(Collection<SnmpCredentials> accepted) {
    for (SnmpCredentials one : accepted) {
      if (one instanceof SnmpCredentials.V1 v1) {
        version1.add(Octets.of(v1.community().reveal()));
      } else if (one instanceof SnmpCredentials.V2c v2c) {
        version2c.add(Octets.of(v2c.community().reveal()));
      } else if (one instanceof SnmpCredentials.V3 v3 && users.put(v3.user(), v3) != null) {
        throw new IllegalArgumentException(
            "simulated agent: user '"
                + v3.user()
                + "' is there twice; one agent knows a name once");
      }
    }
  }

  boolean accepts(int version, Octets community) {
    return (version == Envelope.VERSION_1 ? version1 : version2c).contains(community);
  }

  SnmpCredentials.@Nullable V3 user(String name) {
    return users.get(name);
  }
}
