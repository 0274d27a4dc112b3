package io.ispmonitor.synthetic;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A TCP connection. Stops with a sentence when more comes in than the conversation can want. */
final class TcpSocket implements Endpoint, Wire {
  private final OutlookLoop loop;
  private final Conversation owner;
  private final long mostBytes;
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable User user;
  private long begunNanos;
  private long bytes;
  private boolean paused;

  TcpSocket(OutlookLoop loop, Conversation owner, long mostBytes) {
    this.loop = loop;
    this.owner = owner;
    this.mostBytes = mostBytes;
  }

  @Override
  public Conversation owner() {
    return owner;
  }

  /** Begins to connect. What fails here and now is our side's, except a refusal. */
  void open(InetSocketAddress to, User user) throws IOException {
    this.user = user;
    begunNanos = loop.now();
    boolean connected;
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = opened.register(loop.selector(), 0, this);
      connected = opened.connect(to);
    } catch (ConnectException e) {
      throw e;
    } catch (IOException | UnsupportedAddressTypeException e) {
      throw new OurSideException(
          "no TCP connection could be begun: "
              + Words.of(e)
              + "; look at the routes and limits"
              + " of this machine",
          e);
    }
    if (connected) {
      listen();
      user.connected();
    } else {
      key.interestOps(SelectionKey.OP_CONNECT);
    }
  }

  @Override
  public void ready() throws IOException {
    SelectionKey current = key;
    SocketChannel open = channel;
    User told = user;
    if (current == null || open == null || told == null || !current.isValid()) {
      return;
    }
    if (current.isConnectable()) {
      finishConnecting(open);
      listen();
      told.connected();
      return;
    }
    if (current.isWritable()) {
      flush();
    }
    if (current.isValid() && current.isReadable()) {
      read(open, told);
    }
  }

  private void finishConnecting(SocketChannel open) throws IOException {
    try {
      open.finishConnect();
    } catch (ConnectException e) {
      throw GivenUpException.unlessRefused(e, loop.now() - begunNanos);
    }
  }

  private void read(SocketChannel open, User told) throws IOException {
    ByteBuffer buffer = loop.received().clear();
    int count = open.read(buffer);
    if (count < 0) {
      pause();
      told.ended();
      return;
    }
    bytes += count;
    if (bytes > mostBytes) {
      throw new UnfitAnswerException(
          "more than %d bytes came; nothing that was asked for is that long".formatted(mostBytes));
    }
    told.received(buffer.flip());
  }

  @Override
  public void send(ByteBuffer out) throws IOException {
    waiting.add(out);
    flush();
  }

  private void flush() throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      return;
    }
    for (ByteBuffer next = waiting.peek(); next != null; next = waiting.peek()) {
      open.write(next);
      if (next.hasRemaining()) {
        break;
      }
      waiting.remove();
    }
    listen();
  }

  /** Reads nothing until {@link #resume()}, so that the other side cannot flood us meanwhile. */
  void pause() {
    paused = true;
    listen();
  }

  void resume() {
    paused = false;
    listen();
  }

  private void listen() {
    SelectionKey current = key;
    if (current != null && current.isValid()) {
      int read = paused ? 0 : SelectionKey.OP_READ;
      int write = waiting.isEmpty() ? 0 : SelectionKey.OP_WRITE;
      current.interestOps(read | write);
    }
  }

  /** Whether it was not closed by us. */
  boolean isOpen() {
    return channel != null;
  }

  /** Whether the other side has sent a byte. */
  boolean heard() {
    return bytes > 0;
  }

  void close() {
    SocketChannel open = channel;
    channel = null;
    key = null;
    user = null;
    waiting.clear();
    OutlookLoop.closeQuietly(open);
  }
}
