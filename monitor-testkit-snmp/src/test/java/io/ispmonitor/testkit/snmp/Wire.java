package io.ispmonitor.testkit.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** A bare socket, for questions that no client asks. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final SimulatedAgent agent;

  Wire(SimulatedAgent agent) throws IOException {
    this.agent = agent;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A GetBulk of 1.3.6.1 for 0 repetitions, community "public", version 2c. */
  static byte[] bulkForNothing() {
    return message("a5", "00");
  }

  /** A GetNext behind 1.3.6.1, community "public", version 2c. */
  static byte[] next() {
    return message("a1", "00");
  }

  private static byte[] message(String type, String third) {
    String bindings = "3009" + "3007" + "06032b0601" + "0500";
    String pdu = type + "14" + "020101" + "020100" + "0201" + third + bindings;
    return HexFormat.of().parseHex("3021" + "020101" + "0406" + "7075626c6963" + pdu);
  }

  void send(byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length, agent.address(), agent.port()));
  }

  byte[] receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}
