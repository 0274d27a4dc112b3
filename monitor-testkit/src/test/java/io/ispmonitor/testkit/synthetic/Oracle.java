package io.ispmonitor.testkit.synthetic;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server over UDP on loopback that answers what a test wants. */
final class Oracle implements AutoCloseable {
  static final int ANSWER = 0x8180;
  static final int AUTHORITATIVE = 0x0400;
  static final int TRUNCATED = 0x0200;
  private static final int HEADER = 12;

  private final DatagramSocket socket;
  private final AtomicInteger questions = new AtomicInteger();

  private Oracle(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Answers every question with these datagrams. */
  static Oracle that(Manner manner) throws IOException {
    return at(0, manner);
  }

  static Oracle at(int port, Manner manner) throws IOException {
    Oracle oracle = new Oracle(new DatagramSocket(port, Stranger.loopback()));
    Thread thread = new Thread(() -> oracle.serve(manner), "oracle");
    thread.setDaemon(true);
    thread.start();
    return oracle;
  }

  private void serve(Manner manner) {
    while (!socket.isClosed()) {
      serveOne(manner);
    }
  }

  private void serveOne(Manner manner) {
    byte[] buffer = new byte[1_500];
    try {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      socket.receive(packet);
      questions.incrementAndGet();
      byte[] question = Arrays.copyOf(buffer, packet.getLength());
      for (byte[] answer : manner.answers(question)) {
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // Closed, or whoever asked is gone.
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  int questions() {
    return questions.get();
  }

  @Override
  public void close() {
    socket.close();
  }

  /** An answer that repeats the question and holds these records. */
  static byte[] answer(byte[] question, int flags, byte[]... records) {
    ByteBuffer out = ByteBuffer.allocate(65_535);
    out.put(question, 0, 2).putShort((short) flags).putShort((short) 1);
    out.putShort((short) records.length).putInt(0);
    out.put(question, HEADER, question.length - HEADER);
    for (byte[] record : records) {
      out.put(record);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A record of the name that was asked. */
  static byte[] record(int type, int... rdata) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeShort(0xc00c);
      out.writeShort(type);
      out.writeShort(1);
      out.writeInt(60);
      out.writeShort(rdata.length);
      for (int b : rdata) {
        out.writeByte(b);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message as it goes over TCP. */
  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(2 + message.length)
        .putShort((short) message.length)
        .put(message)
        .array();
  }

  /** What it answers. */
  @FunctionalInterface
  interface Manner {
    List<byte[]> answers(byte[] question);
  }
}
