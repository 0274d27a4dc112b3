package io.ispmonitor.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Stands between a client and an agent, and does what it likes to the agent's answers. */
final class Relay implements AutoCloseable {
  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final DatagramSocket front = new DatagramSocket(0, loopback);
  private final DatagramSocket back = new DatagramSocket(0, loopback);
  private final DatagramSocket elsewhere = new DatagramSocket(0, loopback);
  private final int agentPort;
  private final Function<byte[], List<byte[]>> answers;
  private final boolean fromElsewhere;
  private final Thread thread = new Thread(this::run, "relay");

  /** Down when something was sent to the client. */
  final CountDownLatch sent = new CountDownLatch(1);

  /** Sends in place of each answer what this makes of it. */
  Relay(int agentPort, Function<byte[], List<byte[]>> answers) throws IOException {
    this(agentPort, answers, false);
  }

  private Relay(int agentPort, Function<byte[], List<byte[]>> answers, boolean fromElsewhere)
      throws IOException {
    this.agentPort = agentPort;
    this.answers = answers;
    this.fromElsewhere = fromElsewhere;
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends each answer from another port than the one that was asked. */
  static Relay fromElsewhere(int agentPort) throws IOException {
    return new Relay(agentPort, List::of, true);
  }

  int port() {
    return front.getLocalPort();
  }

  private void run() {
    byte[] buffer = new byte[65_535];
    try {
      while (true) {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        front.receive(question);
        back.send(new DatagramPacket(buffer, question.getLength(), loopback, agentPort));
        DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
        back.receive(answer);
        byte[] bytes = Arrays.copyOf(answer.getData(), answer.getLength());
        for (byte[] packet : answers.apply(bytes)) {
          (fromElsewhere ? elsewhere : front)
              .send(new DatagramPacket(packet, packet.length, question.getSocketAddress()));
        }
        sent.countDown();
      }
    } catch (SocketException e) {
      return; // closed
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    front.close();
    back.close();
    elsewhere.close();
  }
}
