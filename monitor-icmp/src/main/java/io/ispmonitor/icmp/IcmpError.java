package io.ispmonitor.icmp;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An ICMP error message about one of our echoes.
 *
 * @param ipv6 whether type and code are those of ICMPv6
 * @param type the type of the message
 * @param code the code within the type
 * @param info the next-hop MTU where the message carries one, otherwise 0
 * @param by who sent it, null when the kernel does not know
 */
record IcmpError(boolean ipv6, int type, int code, long info, @Nullable InetAddress by) {
  private static final int UNREACHABLE = 3;
  private static final int TIME_EXCEEDED = 11;
  private static final int TIME_EXCEEDED_6 = 3;
  private static final int PARAMETER_PROBLEM = 12;
  private static final int FRAGMENTATION_NEEDED = 4;

  /** Whether the echo's hops were used up on the way. */
  boolean isHopLimitExceeded() {
    return code == 0 && type == (ipv6 ? TIME_EXCEEDED_6 : TIME_EXCEEDED);
  }

  /**
   * The error in words.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>, <a
   *     href="https://www.rfc-editor.org/rfc/rfc1812#section-5.2.7">RFC 1812, 5.2.7</a>, <a
   *     href="https://www.rfc-editor.org/rfc/rfc4443">RFC 4443</a>
   */
  String words() {
    return "%s (ICMP%s %d/%d)".formatted(ipv6 ? words6() : words4(), ipv6 ? "v6" : "", type, code);
  }

  private String words4() {
    return switch (type) {
      case UNREACHABLE ->
          switch (code) {
            case 0 -> "network unreachable";
            case 1 -> "host unreachable";
            case 2 -> "protocol unreachable";
            case 3 -> "port unreachable";
            case FRAGMENTATION_NEEDED -> "packet too big" + nextHop();
            case 5 -> "source route failed";
            case 6 -> "network unknown";
            case 7 -> "host unknown";
            case 9, 10, 13 -> "administratively prohibited";
            case 11 -> "network unreachable for this type of service";
            case 12 -> "host unreachable for this type of service";
            default -> "destination unreachable";
          };
      case TIME_EXCEEDED -> timeExceeded();
      case PARAMETER_PROBLEM -> "parameter problem";
      default -> "refused";
    };
  }

  private String words6() {
    return switch (type) {
      case 1 ->
          switch (code) {
            case 0 -> "no route to destination";
            case 1 -> "administratively prohibited";
            case 2 -> "beyond scope of source address";
            case 3 -> "address unreachable";
            case 4 -> "port unreachable";
            case 5 -> "source address failed policy";
            case 6 -> "route rejected";
            default -> "destination unreachable";
          };
      case 2 -> "packet too big" + nextHop();
      case TIME_EXCEEDED_6 -> timeExceeded();
      case 4 -> "parameter problem";
      default -> "refused";
    };
  }

  private String timeExceeded() {
    return code == 0 ? "hop limit exceeded on the way" : "fragments were not put together in time";
  }

  private String nextHop() {
    return info > 0 ? ", the next hop takes " + info + " bytes" : "";
  }
}
