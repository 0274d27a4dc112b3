package io.ispmonitor.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.DeviceKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public DNS resolvers that answer whoever asks, as ready-made targets. Each is asked for its own
 * name, whose address it and everybody else knows for sure.
 */
public enum PublicResolver {
  /** By Cloudflare. */
  CLOUDFLARE(new byte[] {1, 1, 1, 1}, "one.one.one.one"),
  /** By Google. */
  GOOGLE(new byte[] {8, 8, 8, 8}, "dns.google"),
  /** By the Quad9 foundation. */
  QUAD9(new byte[] {9, 9, 9, 9}, "dns.quad9.net");

  private final InetAddress address;
  private final String hostName;

  PublicResolver(byte[] address, String hostName) {
    this.hostName = hostName;
    try {
      this.address = InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 bytes is always one", e);
    }
  }

  /** Its IPv4 address. */
  public InetAddress address() {
    return address;
  }

  /** It as a device, with its name for an id. */
  public Device device() {
    return Device.named(hostName).kind(DeviceKind.SERVER).address(address).build();
  }

  /** All of them as devices. */
  public static List<Device> devices() {
    return Arrays.stream(values()).map(PublicResolver::device).toList();
  }

  /** What it is asked: its own name, with its own address among the answers. */
  public DnsTarget target() {
    return DnsTarget.of(hostName, DnsType.A).expectAddresses(address);
  }

  /**
   * What this device is asked, by its address; null when it is none of these. For {@link
   * DnsProbe.Builder#targets}.
   */
  public static @Nullable DnsTarget targetOf(Device device) {
    for (PublicResolver resolver : values()) {
      if (resolver.address.equals(device.address())) {
        return resolver.target();
      }
    }
    return null;
  }
}
