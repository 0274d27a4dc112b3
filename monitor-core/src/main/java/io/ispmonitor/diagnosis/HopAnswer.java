package io.ispmonitor.diagnosis;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of one echo that lived for a given number of hops. */
public sealed interface HopAnswer {

  /** In words, for a line of a report. */
  String words();

  /** Who answered; null when nobody did, or it is not known who. */
  default @Nullable InetAddress answeredBy() {
    return null;
  }

  /**
   * The address that was asked answered itself: an echo reply.
   *
   * @param by the address
   * @param roundTrip how long it took
   */
  record Reached(InetAddress by, Duration roundTrip) implements HopAnswer {
    /** Refuses null at once, where the mistake is. */
    public Reached {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(roundTrip, "roundTrip");
    }

    @Override
    public InetAddress answeredBy() {
      return by;
    }

    @Override
    public String words() {
      return "answered in " + Words.millis(roundTrip);
    }
  }

  /**
   * The echo's hops were used up at this router, which passes packets on: time exceeded.
   *
   * @param by the router
   * @param roundTrip how long its answer took
   */
  record Expired(InetAddress by, Duration roundTrip) implements HopAnswer {
    /** Refuses null at once, where the mistake is. */
    public Expired {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(roundTrip, "roundTrip");
    }

    @Override
    public InetAddress answeredBy() {
      return by;
    }

    @Override
    public String words() {
      return Words.millis(roundTrip);
    }
  }

  /**
   * Somebody on the way said that it cannot be passed on.
   *
   * @param code the code of the ICMP message, of ICMPv6 where the address is of IPv6
   * @param reason in the words of the protocol, such as {@code host unreachable}
   * @param by who said so; null when that is not known
   * @param roundTrip how long that took
   */
  record Unreachable(int code, String reason, @Nullable InetAddress by, Duration roundTrip)
      implements HopAnswer {
    /** Refuses null at once, where the mistake is. */
    public Unreachable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(roundTrip, "roundTrip");
    }

    @Override
    public @Nullable InetAddress answeredBy() {
      return by;
    }

    @Override
    public String words() {
      return "says " + reason;
    }
  }

  /**
   * Nothing came.
   *
   * @param waited how long
   */
  record Silent(Duration waited) implements HopAnswer {
    /** Refuses null at once, where the mistake is. */
    public Silent {
      Objects.requireNonNull(waited, "waited");
    }

    @Override
    public String words() {
      return "silent for " + Words.millis(waited);
    }
  }

  /**
   * The echo never left: our side failed, or there are no echoes to be had here.
   *
   * @param reason what failed and what to do
   */
  record Unsent(String reason) implements HopAnswer {
    /** Refuses null at once, where the mistake is. */
    public Unsent {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String words() {
      return "not sent: " + reason;
    }
  }
}
