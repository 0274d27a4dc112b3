package io.ispmonitor.examples;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A DNS server on this machine that knows one address, for programs that must work offline. */
final class SmallResolver implements AutoCloseable {
  static final InetAddress LOOPBACK = address(127, 0, 0, 1);
  static final InetAddress ADDRESS = address(192, 0, 2, 7);

  private static final int MOST_BYTES = 512;
  private static final int ANSWER_WITHOUT_ERROR = 0x8180;
  private static final int THE_NAME_ASKED = 0xc00c;
  private static final int TYPE_A = 1;
  private static final int CLASS_IN = 1;
  private static final int SECONDS_TO_LIVE = 60;

  private final DatagramSocket socket;

  private SmallResolver(DatagramSocket socket) {
    this.socket = socket;
  }

  static SmallResolver start() throws IOException {
    SmallResolver resolver = new SmallResolver(new DatagramSocket(0, LOOPBACK));
    Thread thread = new Thread(resolver::serve, "small-resolver");
    thread.setDaemon(true);
    thread.start();
    return resolver;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // Closed: the program is at its end.
    }
  }

  /** The question again, marked as answered, and one record. */
  private static byte[] answer(byte[] question) {
    ByteBuffer answer = ByteBuffer.allocate(2 * MOST_BYTES).put(question);
    answer.putShort(2, (short) ANSWER_WITHOUT_ERROR).putShort(6, (short) 1);
    answer.putShort((short) THE_NAME_ASKED).putShort((short) TYPE_A).putShort((short) CLASS_IN);
    answer.putInt(SECONDS_TO_LIVE).putShort((short) 4).put(ADDRESS.getAddress());
    return Arrays.copyOf(answer.array(), answer.position());
  }

  private static InetAddress address(int... bytes) {
    try {
      return InetAddress.getByAddress(
          new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
    } catch (IOException e) {
      throw new AssertionError("an address of 4 bytes is always one", e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
