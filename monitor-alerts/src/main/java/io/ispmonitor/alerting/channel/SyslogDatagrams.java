package io.ispmonitor.alerting.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syslog over UDP (RFC 5426). Nobody says whether a message arrived; at best the next one finds out
 * that there is nobody.
 */
final class SyslogDatagrams implements SyslogWire {
  private static final Logger log = LoggerFactory.getLogger(SyslogChannel.class);

  /** What every server should take (RFC 5426, 3.2). */
  private static final int MOST_BYTES = 2_048;

  private final ServerAddress server;
  private @Nullable DatagramChannel channel;

  SyslogDatagrams(ServerAddress server) {
    this.server = server;
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public void send(byte[] message) throws IOException {
    InetSocketAddress to =
        new InetSocketAddress(InetAddress.getAllByName(server.host())[0], server.port());
    try {
      connected(to).write(ByteBuffer.wrap(message));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Connected, so that the system tells when nobody is there. */
  private DatagramChannel connected(InetSocketAddress to) throws IOException {
    DatagramChannel open = channel;
    if (open != null && open.isOpen() && to.equals(open.getRemoteAddress())) {
      return open;
    }
    close();
    DatagramChannel fresh = DatagramChannel.open();
    channel = fresh;
    fresh.connect(to);
    return fresh;
  }

  @Override
  public void close() {
    try (DatagramChannel open = channel) {
      channel = null;
    } catch (IOException e) {
      log.debug("the socket to {} did not close", this, e);
    }
  }

  @Override
  public String toString() {
    return "udp:" + server;
  }
}
