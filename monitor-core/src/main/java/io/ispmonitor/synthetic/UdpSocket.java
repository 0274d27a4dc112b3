package io.ispmonitor.synthetic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/**
 * A socket for one question. It is connected, so the kernel drops what comes from other addresses,
 * and its port is one of the kernel's choice.
 */
final class UdpSocket implements Endpoint {
  private final OutlookLoop loop;
  private final Conversation owner;
  private final User user;
  private @Nullable DatagramChannel channel;

  UdpSocket(OutlookLoop loop, Conversation owner, User user) {
    this.loop = loop;
    this.owner = owner;
    this.user = user;
  }

  @Override
  public Conversation owner() {
    return owner;
  }

  /** Sends to there. A datagram that the kernel does not take at once is as good as lost. */
  void send(InetSocketAddress to, ByteBuffer bytes) throws IOException {
    try {
      DatagramChannel opened = DatagramChannel.open();
      channel = opened;
      opened.configureBlocking(false);
      opened.connect(to);
      opened.register(loop.selector(), SelectionKey.OP_READ, this);
      opened.write(bytes);
    } catch (PortUnreachableException e) {
      throw e;
    } catch (IOException | UnsupportedAddressTypeException e) {
      throw new OurSideException(
          "no datagram could be sent: "
              + Words.of(e)
              + "; look at the routes and limits of this"
              + " machine",
          e);
    }
  }

  @Override
  public void ready() throws IOException {
    DatagramChannel open = channel;
    if (open == null) {
      return;
    }
    ByteBuffer buffer = loop.received().clear();
    int count = open.read(buffer);
    if (count > 0) {
      user.received(buffer.flip());
    }
  }

  void close() {
    DatagramChannel open = channel;
    channel = null;
    OutlookLoop.closeQuietly(open);
  }

  /** Whoever hears the datagrams. */
  @FunctionalInterface
  interface User {
    void received(ByteBuffer datagram) throws IOException;
  }
}
