package io.ispmonitor.alerting.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets without TLS, or before it begins, that share a budget. */
final class BoundedSockets extends SocketFactory {
  private final int writeMillis;
  private final SocketBudget budget;

  BoundedSockets(int writeMillis, SocketBudget budget) {
    this.writeMillis = writeMillis;
    this.budget = budget;
  }

  @Override
  public Socket createSocket() throws IOException {
    return BoundedWire.open(writeMillis, budget);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }
}
