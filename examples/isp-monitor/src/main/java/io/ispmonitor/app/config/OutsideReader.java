package io.ispmonitor.app.config;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.IpLiterals;
import io.ispmonitor.synthetic.DnsTarget;
import io.ispmonitor.synthetic.DnsType;
import io.ispmonitor.synthetic.HttpTarget;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a server outside is asked for: {@code http}, {@code dns} or {@code tcp}. */
final class OutsideReader {
  private static final int MOST_DAYS = 365;

  private OutsideReader() {}

  /** What a device is asked for in the place of echoes; empty for echoes. */
  static Optional<OutsideEntry> read(Fields fields, Device.Builder device) {
    List<String> ways = List.of("http", "dns", "tcp").stream().filter(fields::has).toList();
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    if (ways.size() > 1) {
      fields.wrong(
          ways.get(1),
          "stands beside %s; a device is asked in one way, so make two of it"
              .formatted(ways.get(0)));
      return Optional.empty();
    }
    Optional<OutsideEntry> entry =
        switch (ways.get(0)) {
          case "http" -> page(fields, device);
          case "dns" -> fields.read("dns", name(fields));
          default -> Optional.of(new OutsideEntry(null, null, fields.number("tcp", 1, 1, 65_535)));
        };
    entry.ifPresent(is -> device.label(OutsideEntry.LABEL, is.word()));
    return entry;
  }

  /** What is wrong with an address is told without it: it may hold a password. */
  private static Optional<OutsideEntry> page(Fields fields, Device.Builder device) {
    String url = fields.text("http");
    try {
      HttpTarget.Builder target = HttpTarget.get(url);
      if (!fields.has("address")) {
        device.hostName(URI.create(url).getHost());
        target.lookUpName();
      }
      fields.find("expect-body").ifPresent(target::expectBody);
      if (fields.has("expect-status")) {
        target.expectStatus(fields.number("expect-status", 200, 200, 599));
      }
      if (fields.has("certificate-days")) {
        target.expectCertificateDays(fields.number("certificate-days", 14, 0, MOST_DAYS));
      }
      return Optional.of(new OutsideEntry(target.build(), null, 0));
    } catch (IllegalArgumentException e) {
      fields.wrong("http", "is refused: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Function<String, OutsideEntry> name(Fields fields) {
    return name -> {
      DnsType type = fields.oneOf("record", DnsType.class, DnsType.A);
      DnsTarget target = DnsTarget.of(name, type);
      Optional<InetAddress> expected = fields.read("expect-address", OutsideReader::literal);
      return new OutsideEntry(null, expected.map(target::expectAddresses).orElse(target), 0);
    };
  }

  private static InetAddress literal(String text) {
    InetAddress address = IpLiterals.read(text);
    if (address == null) {
      throw new IllegalArgumentException("must be an address such as 192.0.2.1");
    }
    return address;
  }
}
