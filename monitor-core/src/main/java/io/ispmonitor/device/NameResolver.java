package io.ispmonitor.device;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Finds the address of a host name. Called on a loop of its own, so it may take its time; one that
 * hangs is left behind by the watchdog.
 */
@FunctionalInterface
public interface NameResolver {

  /**
   * The address to use at present.
   *
   * @throws UnknownHostException when the name has none
   */
  InetAddress resolve(String hostName) throws UnknownHostException;

  /** The resolver of the Java platform, with its cache and its order of addresses. */
  static NameResolver system() {
    return InetAddress::getByName;
  }
}
