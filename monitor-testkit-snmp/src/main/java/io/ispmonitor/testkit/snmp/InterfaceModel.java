package io.ispmonitor.testkit.snmp;

import java.util.Objects;

/**
 * An interface of a router, as RFC 2863 has it. Immutable.
 *
 * @param index its {@code ifIndex}, to be taken without sign: a negative one is above 2^31, and
 *     shows as negative in the object, as it does on some routers
 * @param name its {@code ifName} and {@code ifDescr}
 * @param alias its {@code ifAlias}
 * @param bitsPerSecond its speed
 * @param in what it receives
 * @param out what it sends
 * @param trouble what it loses
 * @param counting how it counts
 */
public record InterfaceModel(
    int index,
    String name,
    String alias,
    long bitsPerSecond,
    Flow in,
    Flow out,
    Trouble trouble,
    Counting counting) {
  private static final long GIGABIT = 1_000_000_000;

  /** Refuses what can not be. */
  public InterfaceModel {
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(trouble, "trouble");
    Objects.requireNonNull(counting, "counting");
    if (index == 0 || name.isBlank() || bitsPerSecond < 0) {
      throw new IllegalArgumentException(
          "interface %d '%s': needs an index other than 0, a name and a speed, was %d bit/s"
              .formatted(index, name, bitsPerSecond));
    }
  }

  /**
   * Packets that are lost, each second.
   *
   * @param inErrors those that came in damaged
   * @param outErrors those that could not be sent for errors
   * @param inDiscards those that came in sound and were dropped
   * @param outDiscards those that were to be sent and were dropped
   */
  public record Trouble(double inErrors, double outErrors, double inDiscards, double outDiscards) {
    private static final Trouble NONE = new Trouble(0, 0, 0, 0);

    /** Refuses what goes backwards. */
    public Trouble {
      if (!(inErrors >= 0 && outErrors >= 0 && inDiscards >= 0 && outDiscards >= 0)) {
        throw new IllegalArgumentException(
            "interface: what is lost each second must be 0 or more, was %s, %s, %s and %s"
                .formatted(inErrors, outErrors, inDiscards, outDiscards));
      }
    }
  }

  /**
   * How it counts.
   *
   * @param has64Bits whether it has the counters of {@code ifXTable} that have 64 bits
   * @param first what the counters of octets and packets begin with in the router's first life, to
   *     be taken without sign
   */
  public record Counting(boolean has64Bits, long first) {}

  /** An interface of 1 Gbit/s on which nothing happens. */
  public static InterfaceModel of(int index, String name) {
    return new InterfaceModel(
        index, name, "", GIGABIT, Flow.none(), Flow.none(), Trouble.NONE, new Counting(true, 0));
  }

  /** The same with an alias, such as what it leads to. */
  public InterfaceModel alias(String other) {
    return new InterfaceModel(index, name, other, bitsPerSecond, in, out, trouble, counting);
  }

  /** The same at another speed, in bit/s. */
  public InterfaceModel speed(long other) {
    return new InterfaceModel(index, name, alias, other, in, out, trouble, counting);
  }

  /** The same with traffic that never changes, in bit/s. */
  public InterfaceModel traffic(double inBitsPerSecond, double outBitsPerSecond) {
    return traffic(Flow.constant(inBitsPerSecond), Flow.constant(outBitsPerSecond));
  }

  /** The same with other traffic. */
  public InterfaceModel traffic(Flow newIn, Flow newOut) {
    return new InterfaceModel(index, name, alias, bitsPerSecond, newIn, newOut, trouble, counting);
  }

  /** The same, losing so many packets each second. */
  public InterfaceModel losing(Trouble other) {
    return new InterfaceModel(index, name, alias, bitsPerSecond, in, out, other, counting);
  }

  /** The same without counters of 64 bits. */
  public InterfaceModel only32Bits() {
    return counting(new Counting(false, counting.first()));
  }

  /** The same with counters that begin here, such as just before they wrap. */
  public InterfaceModel countingFrom(long first) {
    return counting(new Counting(counting.has64Bits(), first));
  }

  private InterfaceModel counting(Counting other) {
    return new InterfaceModel(index, name, alias, bitsPerSecond, in, out, trouble, other);
  }
}
