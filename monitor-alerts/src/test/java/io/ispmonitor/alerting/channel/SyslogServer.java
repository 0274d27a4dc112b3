package io.ispmonitor.alerting.channel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A syslog server on TCP or TLS whose every step is taken by the test. */
final class SyslogServer implements AutoCloseable {
  private final ServerSocket server;
  private final @Nullable SSLContext tls;

  SyslogServer(@Nullable SSLContext tls) throws IOException {
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.server.setSoTimeout(20_000);
    this.tls = tls;
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next connection; with TLS, its handshake is still to be done by whoever reads. */
  Socket accept() throws IOException {
    Socket socket = server.accept();
    socket.setSoTimeout(20_000);
    if (tls == null) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", port(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  /** The next message of a connection: its length, a space, and so many bytes. */
  static Rfc5424 read(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int length = 0;
    for (int c = in.read(); c != ' '; c = in.read()) {
      if (c < '0' || c > '9' || (length == 0 && c == '0') || length > 9_999) {
        throw c < 0 ? new EOFException() : new IOException("no length: " + c);
      }
      length = length * 10 + c - '0';
    }
    byte[] message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException();
    }
    return Rfc5424.parse(message);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
