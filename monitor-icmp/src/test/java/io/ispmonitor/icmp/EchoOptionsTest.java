package io.ispmonitor.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EchoOptionsTest {
  private static final EchoOptions OPTIONS = EchoOptions.DEFAULT;

  private static void refused(Executable setting, String... words) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, setting).getMessage());
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }

  @Test
  @DisplayName("values out of range are refused with the range and the value")
  void ranges() {
    refused(() -> OPTIONS.withPayloadBytes(23), "payloadBytes", "24", "65507", "was 23");
    refused(() -> OPTIONS.withPayloadBytes(65_508), "65508");
    refused(() -> OPTIONS.withDscp(64), "dscp", "63", "was 64");
    refused(() -> OPTIONS.withDscp(-1), "was -1");
    refused(() -> OPTIONS.withReceiveBufferBytes(0), "receiveBufferBytes", "was 0");
    refused(() -> OPTIONS.withMaxOpen(0), "maxOpen", "was 0");
  }

  @Test
  @DisplayName("families may only be IPv4 and IPv6, and at least one")
  void families() {
    refused(() -> OPTIONS.withFamilies(Set.of()), "families is empty");
    refused(() -> OPTIONS.withFamilies(Set.of(StandardProtocolFamily.UNIX)), "UNIX");
  }

  @Test
  @DisplayName("each change leaves the other values alone")
  void changes() {
    EchoOptions changed =
        OPTIONS
            .withPayloadBytes(1_400)
            .withDscp(46)
            .withDontFragment(true)
            .withTransmitTimestamps(false)
            .withFamilies(Set.of(StandardProtocolFamily.INET))
            .withReceiveBufferBytes(1 << 20)
            .withMaxOpen(10);
    EchoOptions whole =
        new EchoOptions(1_400, 46, true, false, Set.of(StandardProtocolFamily.INET), 1 << 20, 10);
    assertEquals(whole, changed);
  }

  @Test
  @DisplayName("the builder of a probe refuses wrong values with a sentence")
  void builder() {
    IcmpProbe.Builder builder = IcmpProbe.builder();
    refused(() -> builder.name(" "), "name is blank");
    refused(() -> builder.count(0), "count", "1 to 100", "was 0");
    refused(() -> builder.count(101), "was 101");
    refused(() -> builder.spacing(Duration.ZERO), "spacing", "PT0.001S", "PT0S");
    refused(() -> builder.dscp(99), "dscp");
    refused(() -> builder.payloadBytes(1), "payloadBytes");
  }

  @Test
  @DisplayName("a request that waits for nothing is refused")
  void request() {
    InetAddress address = FakeEchoSocket.address(1);
    refused(() -> new EchoRequest(address, 0, 0, EchoRequest.NO_END), "10.0.0.1", "timeout");
  }
}
