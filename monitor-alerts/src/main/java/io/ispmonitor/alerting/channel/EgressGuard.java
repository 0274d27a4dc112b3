package io.ispmonitor.alerting.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Keeps a webhook whose address somebody may enter from reaching into the provider's own network:
 * the machine itself, the cloud's metadata service, routers with open web pages. Every address that
 * the name resolves to has to be public.
 *
 * <p>The limit: on Java 17 the HTTP client resolves the name once more when it connects, and cannot
 * be told an address. Who owns the name's DNS may answer both differently. Both come from the JVM's
 * cache as long as that keeps an answer (30 s unless it was set), which leaves little room but does
 * leave some. Where addresses come from strangers, send over a proxy that checks too. Behind a
 * proxy it is still this machine that resolves the name here.
 */
final class EgressGuard implements Consumer<URI> {
  private final Names names;

  /** Resolves a name. */
  @FunctionalInterface
  interface Names {
    /** All its addresses. */
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  /** Nothing may be sent there. */
  static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    Denied() {
      super("the address is not public", null, false, false);
    }
  }

  /** A guard that resolves names as this machine does. */
  EgressGuard() {
    this(InetAddress::getAllByName);
  }

  EgressGuard(Names names) {
    this.names = names;
  }

  @Override
  public void accept(URI uri) {
    try {
      for (InetAddress address : names.resolve(uri.getHost())) {
        if (!isPublic(address)) {
          throw new Denied();
        }
      }
    } catch (UnknownHostException e) {
      throw new CompletionException(e);
    }
  }

  /** Whether an address is one of the Internet, by the special purpose registries (RFC 6890). */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean isShared = first == 100 && (second & 0xc0) == 64; // between provider and customers
    boolean isBenchmark = first == 198 && (second & 0xfe) == 18;
    boolean isProtocol = first == 192 && second == 0 && bytes[2] == 0;
    return first != 0 && first < 240 && !isShared && !isBenchmark && !isProtocol;
  }

  private static boolean isPublic6(byte[] bytes) {
    boolean isGlobal = (bytes[0] & 0xe0) == 0x20; // 2000::/3, the only block given out
    boolean isSixToFour = bytes[0] == 0x20 && bytes[1] == 0x02; // leads to an IPv4 address
    boolean isProtocol = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0; // Teredo
    return isGlobal && !isSixToFour && !isProtocol;
  }
}
