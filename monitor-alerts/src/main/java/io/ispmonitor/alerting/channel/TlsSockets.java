package io.ispmonitor.alerting.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets with TLS that insist on the host's name in its certificate, and without TLS before that
 * begins. All of them are over channels, so that whoever waits for one can be interrupted.
 */
final class TlsSockets extends SSLSocketFactory {
  private final SSLSocketFactory layers;
  private final int writeMillis;
  private final SocketBudget budget;

  /** What a context trusts; null for what the JVM trusts. */
  TlsSockets(@Nullable SSLContext context) {
    this((context == null ? usual() : context).getSocketFactory(), 0, SocketBudget.unlimited());
  }

  private TlsSockets(SSLSocketFactory layers, int writeMillis, SocketBudget budget) {
    this.layers = layers;
    this.writeMillis = writeMillis;
    this.budget = budget;
  }

  /** The same within a budget, that of the sockets below those that are sockets of channels. */
  TlsSockets bounded(int millis, SocketBudget budget) {
    return new TlsSockets(layers, millis, budget);
  }

  private static SSLContext usual() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM cannot do TLS", e);
    }
  }

  /** Whether a connection failed because the other side is not who it should be. */
  static boolean isNotWhoItShouldBe(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof CertificateException
          || e instanceof CertPathValidatorException
          || e instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Socket createSocket() throws IOException {
    return BoundedWire.open(writeMillis, budget);
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean closes)
      throws IOException {
    SocketChannel channel = connected.getChannel(); // there is none if it is bounded already
    Socket below = channel == null ? connected : BoundedWire.over(channel, writeMillis, budget);
    SSLSocket socket = (SSLSocket) layers.createSocket(below, host, port, closes);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the host's name, as in RFC 2818
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return createSocket(socket, host, port, true);
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

  @Override
  public String[] getDefaultCipherSuites() {
    return layers.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return layers.getSupportedCipherSuites();
  }
}
