package io.ispmonitor.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpTrapReceiver;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceiveTrapsTest {
  /** A linkDown of version 2c with the community public: version, community, trap, two objects. */
  private static final byte[] LINK_DOWN =
      HexFormat.of()
          .parseHex(
              "304002010104067075626c6963"
                  + "a733020101020100020100"
                  + "3028300d06082b060102010103004301073017060a2b06010603010104010006092b0601060301010503");

  @Test
  @DisplayName("a trap that comes is a line")
  void line() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(String line) {
            lines.add(line);
          }
        };
    try (SnmpTrapReceiver traps = ReceiveTraps.open(0, Secret.of("public"), out);
        DatagramSocket device = new DatagramSocket()) {
      byte[] trap = LINK_DOWN;
      device.send(
          new DatagramPacket(trap, trap.length, InetAddress.getLoopbackAddress(), traps.port()));
      assertEquals("127.0.0.1: 1.3.6.1.6.3.1.1.5.3", lines.poll(60, TimeUnit.SECONDS));
    }
  }
}
