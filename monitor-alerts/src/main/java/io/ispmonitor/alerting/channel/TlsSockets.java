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
 * begins. All of them are sockets of channels, so that whoever waits for one can be interrupted.
 */
final class TlsSockets extends SSLSocketFactory {
  private final SSLSocketFactory layers;

  /** What a context trusts; null for what the JVM trusts. */
  TlsSockets(@Nullable SSLContext context) {
    this.layers = (context == null ? usual() : context).getSocketFactory();
  }

  private static SSLContext usual() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM cannot do TLS", e);
    }
  }

  /** A socket without a connection and without TLS; an interrupt closes it. */
  static Socket plain() throws IOException {
    return SocketChannel.open().socket();
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
    return plain();
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean closes)
      throws IOException {
    SSLSocket socket = (SSLSocket) layers.createSocket(connected, host, port, closes);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the host's name, as in RFC 2818
    socket.setSSLParameters(parameters);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = plain();
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
