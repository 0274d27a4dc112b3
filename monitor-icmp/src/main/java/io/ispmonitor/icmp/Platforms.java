package io.ispmonitor.icmp;

import java.util.Locale;
import java.util.Set;

/** Which systems the engine runs on. */
final class Platforms {
  private static final Set<String> LINUX_64 = Set.of("amd64", "x86_64", "aarch64");

  private Platforms() {}

  static boolean isWindows() {
    return isWindows(System.getProperty("os.name", ""));
  }

  static boolean isWindows(String os) {
    return os.toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /** Refuses everything but 64-bit Linux, whose structures the engine writes byte by byte. */
  static void requireLinux64() {
    requireLinux64(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static void requireLinux64(String os, String architecture) {
    if (!os.equalsIgnoreCase("Linux") || !LINUX_64.contains(architecture)) {
      throw new IcmpUnavailableException(
          "ICMP engine: runs on Linux on x86-64 and aarch64, this is '%s' on '%s'; use a probe of"
                  .formatted(os, architecture)
              + " your own for reachability here, such as a TCP one (IcmpProbe also runs on"
              + " Windows)");
    }
  }
}
