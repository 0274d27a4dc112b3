package io.ispmonitor.snmp;

import java.io.IOException;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.TransportListener;

/** What snmp4j sends through: our socket. It receives nothing by itself. */
final class Transport implements TransportMapping<UdpAddress> {
  private static final int MOST_BYTES = 65_507;

  private final Datagrams datagrams;

  Transport(Datagrams datagrams) {
    this.datagrams = datagrams;
  }

  @Override
  public Class<UdpAddress> getSupportedAddressClass() {
    return UdpAddress.class;
  }

  @Override
  public UdpAddress getListenAddress() {
    return new UdpAddress(0);
  }

  @Override
  public void sendMessage(
      UdpAddress address,
      byte[] message,
      TransportStateReference reference,
      long timeoutMillis,
      int maxRetries)
      throws IOException {
    datagrams.send(address.getInetAddress(), address.getPort(), message);
  }

  @Override
  public void addTransportListener(TransportListener listener) {
    throw new UnsupportedOperationException("the session hands over what comes in");
  }

  @Override
  public void removeTransportListener(TransportListener listener) {
    // There is none.
  }

  @Override
  public void close() {
    // The session closes the socket.
  }

  @Override
  public void listen() {
    // The session does.
  }

  @Override
  public boolean isListening() {
    return true;
  }

  @Override
  public int getMaxInboundMessageSize() {
    return MOST_BYTES;
  }
}
