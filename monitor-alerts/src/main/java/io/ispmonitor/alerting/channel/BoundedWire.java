package io.ispmonitor.alerting.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What a TCP socket does, so that the other side cannot hold us: not only reading but writing too
 * ends after a timeout, an interrupt ends both, and both have a budget.
 */
final class BoundedWire extends SocketImpl {
  private final SocketChannel channel;
  private final int writeMillis;
  private final SocketBudget budget;
  private volatile int readMillis;
  private volatile @Nullable Selector waiting;

  private BoundedWire(SocketChannel channel, int writeMillis, SocketBudget budget) {
    this.channel = channel;
    this.writeMillis = writeMillis;
    this.budget = budget;
  }

  /**
   * A socket without a connection.
   *
   * @param writeMillis how long the other side may take nothing of what is written
   */
  static Socket open(int writeMillis, SocketBudget budget) throws IOException {
    return socket(new BoundedWire(SocketChannel.open(), writeMillis, budget));
  }

  /** A socket over a channel that is connected. */
  static Socket over(SocketChannel connected, int writeMillis, SocketBudget budget)
      throws IOException {
    BoundedWire wire = new BoundedWire(connected, writeMillis, budget);
    wire.readMillis = connected.socket().getSoTimeout();
    Socket socket = socket(wire);
    socket.connect(connected.getRemoteAddress());
    return socket;
  }

  private static Socket socket(SocketImpl wire) throws SocketException {
    return new Socket(wire) {}; // whose constructor is for subclasses
  }

  @Override
  protected void create(boolean isStream) {}

  @Override
  protected void connect(SocketAddress to, int millis) throws IOException {
    if (!channel.isConnected()) {
      channel.socket().connect(to, budget.millis(millis));
    }
    address = channel.socket().getInetAddress();
    port = channel.socket().getPort();
    localport = channel.socket().getLocalPort();
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress address, int port) throws IOException {
    connect(new InetSocketAddress(address, port), 0);
  }

  @Override
  protected void bind(InetAddress local, int port) throws IOException {
    channel.bind(new InetSocketAddress(local, port));
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw new SocketException("it is a client's");
  }

  @Override
  protected void accept(SocketImpl accepted) throws IOException {
    throw new SocketException("it is a client's");
  }

  @Override
  protected InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        return receive(into, from, most);
      }
    };
  }

  private int receive(byte[] into, int from, int most) throws IOException {
    channel.socket().setSoTimeout(budget.millis(readMillis));
    int length = channel.socket().getInputStream().read(into, from, most);
    budget.received(Math.max(0, length));
    return length;
  }

  @Override
  protected OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        send(ByteBuffer.wrap(bytes, from, length));
      }
    };
  }

  private void send(ByteBuffer bytes) throws IOException {
    channel.configureBlocking(false);
    try {
      while (bytes.hasRemaining()) {
        requireNoInterrupt();
        if (channel.write(bytes) == 0) {
          awaitRoom();
        }
      }
    } finally {
      if (channel.isOpen()) {
        channel.configureBlocking(true); // as reading wants it
      }
    }
  }

  /** As a channel that blocks does it: whoever is interrupted loses the connection. */
  private void requireNoInterrupt() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      channel.close();
      throw new ClosedByInterruptException();
    }
  }

  private void awaitRoom() throws IOException {
    try (Selector selector = Selector.open()) {
      waiting = selector;
      channel.register(selector, SelectionKey.OP_WRITE);
      int ready = selector.select(budget.millis(writeMillis));
      requireNoInterrupt();
      if (ready == 0 && channel.isOpen()) {
        channel.close(); // so that TLS does not try to say farewell
        throw new SocketTimeoutException(
            "nothing could be written for %d ms".formatted(writeMillis));
      }
    } finally {
      waiting = null;
    }
  }

  @Override
  protected int available() throws IOException {
    return channel.socket().getInputStream().available();
  }

  /** Ends what is under way, too. */
  @Override
  protected void close() throws IOException {
    channel.close();
    Selector selector = waiting;
    if (selector != null) {
      selector.wakeup();
    }
  }

  @Override
  protected void shutdownInput() throws IOException {
    channel.shutdownInput();
  }

  @Override
  protected void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw new SocketException("nothing is urgent here");
  }

  @Override
  public void setOption(int option, Object value) throws SocketException {
    switch (option) {
      case SocketOptions.SO_TIMEOUT -> readMillis = (Integer) value;
      case SocketOptions.SO_KEEPALIVE -> channel.socket().setKeepAlive((Boolean) value);
      case SocketOptions.TCP_NODELAY -> channel.socket().setTcpNoDelay((Boolean) value);
      default -> {} // the others are hints at best
    }
  }

  @Override
  public Object getOption(int option) throws SocketException {
    return switch (option) {
      case SocketOptions.SO_TIMEOUT -> readMillis;
      case SocketOptions.SO_LINGER -> -1;
      case SocketOptions.SO_KEEPALIVE -> channel.socket().getKeepAlive();
      case SocketOptions.TCP_NODELAY -> channel.socket().getTcpNoDelay();
      case SocketOptions.SO_BINDADDR -> channel.socket().getLocalAddress();
      default -> throw new SocketException("nobody asks for the option " + option);
    };
  }
}
