package io.ispmonitor.testkit.synthetic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on loopback that does with each connection what a test wants. */
final class Stranger implements AutoCloseable {
  private static final int BACKLOG = 512;

  private final ServerSocket server;
  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "stranger");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();

  private Stranger(ServerSocket server) {
    this.server = server;
  }

  /** Serves every connection with this. */
  static Stranger that(Manner manner) throws IOException {
    return at(new ServerSocket(0, BACKLOG, loopback()), manner);
  }

  /** The same at a server socket of one's own. */
  static Stranger at(ServerSocket server, Manner manner) {
    Stranger stranger = new Stranger(server);
    stranger.threads.execute(() -> stranger.accept(manner));
    return stranger;
  }

  /** Reads a request up to its empty line and answers with this text. */
  static Stranger saying(String answer) throws IOException {
    return that(
        (in, out, until) -> {
          readRequest(in);
          out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  /** Does not even answer the first packet of a connection, because its queue is full. */
  static Full full() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, loopback());
    List<Socket> inQueue = new ArrayList<>();
    try {
      while (true) {
        Socket socket = new Socket();
        inQueue.add(socket);
        socket.connect(server.getLocalSocketAddress(), 200);
      }
    } catch (SocketTimeoutException e) {
      return new Full(server, inQueue);
    }
  }

  /** A port that nobody listens to. */
  static int closedPort() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, loopback())) {
      return server.getLocalPort();
    }
  }

  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 4 bytes is always one", e);
    }
  }

  static String readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      request.append((char) b);
    }
    return request.toString();
  }

  private void accept(Manner manner) {
    while (true) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        threads.execute(() -> serve(manner, socket));
      } catch (IOException | RejectedExecutionException e) {
        return; // closed
      }
    }
  }

  private void serve(Manner manner, Socket socket) {
    try (socket) {
      manner.serve(socket.getInputStream(), socket.getOutputStream(), closed);
    } catch (IOException e) {
      // The probe hung up, as it may.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** What it does with a connection. */
  @FunctionalInterface
  interface Manner {
    void serve(InputStream in, OutputStream out, CountDownLatch until)
        throws IOException, InterruptedException;
  }

  /** A server whose queue of connections is full. */
  record Full(ServerSocket server, List<Socket> inQueue) implements AutoCloseable {
    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (Socket socket : inQueue) {
        socket.close();
      }
    }
  }
}
