package io.ispmonitor.snmp;

import java.io.IOException;
import org.snmp4j.MessageException;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.TransportListener;

/**
 * What snmp4j sends through: our socket, but only while we ask something. Of itself snmp4j would
 * answer strangers with reports, to whatever address they say they have. It receives nothing by
 * itself. The session's thread only.
 */
final class Transport implements TransportMapping<UdpAddress> {
  private static final int MOST_BYTES = 65_507;

  private final Datagrams datagrams;
  private boolean isOpen;

  Transport(Datagrams datagrams) {
    this.datagrams = datagrams;
  }

  /** What sends something. */
  interface Sending {
    PduHandle send() throws MessageException;
  }

  /** Lets what is sent meanwhile through. */
  PduHandle sending(Sending what) throws MessageException {
    isOpen = true;
    try {
      return what.send();
    } finally {
      isOpen = false;
    }
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
    if (!isOpen) {
      return;
    }
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
