package io.ispmonitor.benchmarks.ping;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Addresses from a file, one on each line. */
public final class AddressList {
  private AddressList() {}

  /** Reads a file of them. */
  public static InetAddress[] read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    InetAddress[] addresses = new InetAddress[lines.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = InetAddress.getByName(lines.get(i));
    }
    return addresses;
  }
}
