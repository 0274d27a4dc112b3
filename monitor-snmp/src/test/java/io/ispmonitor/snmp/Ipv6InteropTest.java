package io.ispmonitor.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ispmonitor.secret.Secret;
import io.ispmonitor.snmp.SnmpReply.Values;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs ::1, which a machine may lack, such as a container. */
@Tag("interop")
class Ipv6InteropTest {
  private static final Oid NAME = Oid.of("1.3.6.1.2.1.1.5.0");

  private static InetAddress loopback() throws IOException {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    return InetAddress.getByAddress(loopback);
  }

  @Test
  @DisplayName("an agent is asked over IPv6 as over IPv4")
  void asked() throws Exception {
    try (DatagramSocket agent = new DatagramSocket(0, loopback());
        SnmpClient client = SnmpClient.open()) {
      Thread answering = new Thread(() -> answerOnce(agent), "answering");
      answering.start();
      SnmpTarget target =
          SnmpTarget.of(agent.getLocalAddress(), new SnmpCredentials.V2c(Secret.of("public")))
              .port(agent.getLocalPort());
      SnmpReply reply = client.get(target, NAME).get(60, TimeUnit.SECONDS);
      answering.join(60_000);
      assertEquals(
          new Values(List.of(new VarBind(NAME, new SnmpValue.Text(Octets.ofText("tower-7"))))),
          reply);
    }
  }

  /** Answers a question in version 2c for one name, whatever it asks for. */
  private static void answerOnce(DatagramSocket socket) {
    try {
      DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
      socket.receive(packet);
      byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
      BerReader message = new BerReader(question).inside(Ber.SEQUENCE);
      message.integer();
      byte[] community = message.octets(Ber.OCTET_STRING);
      int requestId = message.inside(Ber.GET).integer();
      BerWriter answer = new BerWriter();
      answer.value(new SnmpValue.Text(Octets.ofText("tower-7"))).identifier(NAME);
      answer.wrap(Ber.SEQUENCE, 0).wrap(Ber.SEQUENCE, 0);
      answer.integer(Ber.INTEGER, 0).integer(Ber.INTEGER, 0).integer(Ber.INTEGER, requestId);
      answer.wrap(Ber.RESPONSE, 0).octets(Ber.OCTET_STRING, community);
      byte[] bytes = answer.integer(Ber.INTEGER, 1).wrap(Ber.SEQUENCE, 0).toBytes();
      socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
    } catch (IOException | MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
