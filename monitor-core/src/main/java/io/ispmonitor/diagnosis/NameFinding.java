package io.ispmonitor.diagnosis;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the name of a device. */
public sealed interface NameFinding {

  /** The address the device is asked at; null when there is none. */
  @Nullable InetAddress address();

  /** In words, for a line of a report. */
  String words();

  /**
   * It has an address and no name; nothing was looked up.
   *
   * @param address the address in the inventory
   */
  record Configured(InetAddress address) implements NameFinding {
    /** Refuses null at once, where the mistake is. */
    public Configured {
      Objects.requireNonNull(address, "address");
    }

    @Override
    public String words() {
      return address.getHostAddress() + ", as configured";
    }
  }

  /**
   * The name has an address, the one that is in use.
   *
   * @param hostName the name
   * @param address what it resolves to
   */
  record Resolved(String hostName, InetAddress address) implements NameFinding {
    /** Refuses null at once, where the mistake is. */
    public Resolved {
      Objects.requireNonNull(hostName, "hostName");
      Objects.requireNonNull(address, "address");
    }

    @Override
    public String words() {
      return hostName + " is " + address.getHostAddress();
    }
  }

  /**
   * The name has another address than the one in use, which was looked up up to five minutes ago.
   *
   * @param hostName the name
   * @param address the one in use, which is examined
   * @param resolved what the name resolves to now
   */
  record Moved(String hostName, InetAddress address, InetAddress resolved) implements NameFinding {
    /** Refuses null at once, where the mistake is. */
    public Moved {
      Objects.requireNonNull(hostName, "hostName");
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(resolved, "resolved");
    }

    @Override
    public String words() {
      return "%s is %s now, but it is still asked at %s"
          .formatted(hostName, resolved.getHostAddress(), address.getHostAddress());
    }
  }

  /**
   * No address came of the name.
   *
   * @param hostName the name
   * @param address the one still in use from an earlier look-up; null for none
   * @param trouble whether there is no such name, or the resolver failed
   * @param reason in words
   */
  record Unresolved(String hostName, @Nullable InetAddress address, Trouble trouble, String reason)
      implements NameFinding {

    /** Why there is no address. */
    public enum Trouble {
      /** The resolver says that the name has no address. */
      NO_SUCH_NAME,
      /** The resolver did not answer in time. */
      NO_ANSWER,
      /** The resolver failed with an exception. */
      FAILED
    }

    /** Refuses null at once, where the mistake is. */
    public Unresolved {
      Objects.requireNonNull(hostName, "hostName");
      Objects.requireNonNull(trouble, "trouble");
      Objects.requireNonNull(reason, "reason");
    }

    /** There is no such name. */
    public static Unresolved unknown(String hostName, @Nullable InetAddress inUse) {
      String reason = "the name " + hostName + " has no address";
      return new Unresolved(hostName, inUse, Trouble.NO_SUCH_NAME, reason);
    }

    /** The resolver did not answer. */
    public static Unresolved unanswered(
        String hostName, @Nullable InetAddress inUse, Duration waited) {
      String reason =
          "the name resolver did not answer for %s within %s"
              .formatted(hostName, Words.millis(waited));
      return new Unresolved(hostName, inUse, Trouble.NO_ANSWER, reason);
    }

    /** The resolver failed. */
    public static Unresolved failed(String hostName, @Nullable InetAddress inUse, String failure) {
      String reason = "the name resolver failed for " + hostName + ": " + failure;
      return new Unresolved(hostName, inUse, Trouble.FAILED, reason);
    }

    @Override
    public String words() {
      InetAddress inUse = address;
      return inUse == null ? reason : reason + "; still asked at " + inUse.getHostAddress();
    }
  }

  /** It has neither an address nor a name. */
  record Nowhere() implements NameFinding {
    @Override
    public @Nullable InetAddress address() {
      return null;
    }

    @Override
    public String words() {
      return "neither an address nor a host name is known";
    }
  }
}
