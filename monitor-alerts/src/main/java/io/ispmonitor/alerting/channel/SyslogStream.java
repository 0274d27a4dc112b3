package io.ispmonitor.alerting.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syslog over TCP with octet counting (RFC 6587, 3.4.1), or over TLS (RFC 5425). The connection is
 * kept. A server never answers, so what is written into a connection that it has closed would be
 * lost unseen: before each message we look whether it has.
 */
final class SyslogStream implements SyslogWire {
  private static final Logger log = LoggerFactory.getLogger(SyslogChannel.class);

  /** What every server should take (RFC 5425, 4.3.1). */
  private static final int MOST_BYTES = 8_192;

  private static final int MOST_LOOKS = 16;

  private final ServerAddress server;
  private final @Nullable TlsSockets tls;
  private final int timeoutMillis;
  private @Nullable Socket socket;

  /** A way without TLS when there are no sockets for it. */
  SyslogStream(ServerAddress server, @Nullable TlsSockets tls, Duration timeout) {
    this.server = server;
    this.tls = tls;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public void send(byte[] message) throws IOException {
    byte[] frame = framed(message);
    Socket kept = socket;
    if (kept == null || !wrote(kept, frame)) {
      write(open(), frame);
    }
  }

  private static byte[] framed(byte[] message) {
    byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[length.length + message.length];
    System.arraycopy(length, 0, frame, 0, length.length);
    System.arraycopy(message, 0, frame, length.length, message.length);
    return frame;
  }

  /** Whether a connection that was kept still served. */
  private boolean wrote(Socket kept, byte[] frame) throws SocketTimeoutException {
    try {
      if (isOpen(kept)) {
        write(kept, frame);
        return true;
      }
    } catch (SocketTimeoutException e) {
      throw e; // it is there and reads no more, on another connection neither
    } catch (IOException e) {
      log.debug("the connection to {} is broken, another one is opened", this, e);
    }
    close();
    return false;
  }

  /** Whether the other side has not ended it; what it says is of no interest. */
  private static boolean isOpen(Socket kept) throws IOException {
    InputStream in = kept.getInputStream();
    byte[] ignored = new byte[256];
    try {
      int looks = 0;
      while (in.read(ignored) >= 0 && looks < MOST_LOOKS) {
        looks++;
      }
      return false; // it has ended, or is no syslog server at all
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private void write(Socket to, byte[] frame) throws IOException {
    try {
      to.getOutputStream().write(frame);
      to.getOutputStream().flush();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket open() throws IOException {
    IOException failure = new UnknownHostException(server.host());
    for (InetAddress address : InetAddress.getAllByName(server.host())) {
      try {
        return opened(new InetSocketAddress(address, server.port()));
      } catch (IOException e) {
        close();
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        failure = e;
      }
    }
    throw failure;
  }

  private Socket opened(InetSocketAddress to) throws IOException {
    Socket fresh = BoundedWire.open(timeoutMillis, SocketBudget.unlimited());
    socket = fresh;
    fresh.connect(to, timeoutMillis);
    if (tls != null) {
      fresh.setSoTimeout(timeoutMillis);
      fresh = tls.createSocket(fresh, server.host(), server.port(), true);
      socket = fresh;
      ((SSLSocket) fresh).startHandshake();
    }
    fresh.setKeepAlive(true);
    fresh.setSoTimeout(1); // from now on reading is only to find out whether it has ended
    return fresh;
  }

  @Override
  public void close() {
    try (Socket open = socket) {
      socket = null;
    } catch (IOException e) {
      log.debug("the connection to {} did not end well", this, e);
    }
  }

  @Override
  public String toString() {
    return (tls == null ? "tcp:" : "tls:") + server;
  }
}
