package io.ispmonitor.snmp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A notification that a device sent of its own accord: a trap, or an inform that wanted an
 * acknowledgement. Traps of version 1 come in the form of version 2 (RFC 3584, 3.1). What is in it
 * is as hostile as whoever sent it; see {@link #sender}.
 *
 * @param at when it came, by the wall clock
 * @param from the address it says it is from; of communities, anybody can write any
 * @param sender who says so, and how far that is proved
 * @param trap what happened: {@code snmpTrapOID.0}
 * @param upTime how long the device was up, {@code sysUpTime.0}; null when it does not say
 * @param bindings the other objects that came with it, in their order
 * @param isInform whether it was an inform; it has been acknowledged then
 * @param agentAddress the {@code agent-addr} of a trap of version 1; null in other versions
 */
public record SnmpTrap(
    Instant at,
    InetSocketAddress from,
    Sender sender,
    Oid trap,
    @Nullable Duration upTime,
    List<VarBind> bindings,
    boolean isInform,
    @Nullable InetAddress agentAddress) {

  /** Copies the list. */
  public SnmpTrap {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(trap, "trap");
    bindings = List.copyOf(bindings);
  }

  /** Who says so, and how far that is proved. */
  public sealed interface Sender {

    /** Whether it is proved that whoever sent it knows the password of a user. */
    boolean isAuthenticated();
  }

  /**
   * Somebody who knows a community, which every machine on the path sees: no proof of anything.
   *
   * @param version 1 for SNMPv1, 2 for SNMPv2c
   */
  public record CommunitySender(int version) implements Sender {
    @Override
    public boolean isAuthenticated() {
      return false;
    }
  }

  /**
   * A user of SNMPv3.
   *
   * @param user the user's name
   * @param isAuthenticated whether the message was signed, and is new
   * @param isEncrypted whether nobody on the path could read it
   * @param engineId the sender's engine; our own when it was an inform
   */
  public record UserSender(
      String user, boolean isAuthenticated, boolean isEncrypted, Octets engineId)
      implements Sender {}
}
