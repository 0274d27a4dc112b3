package io.ispmonitor.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.MessageException;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.TransportListener;

/**
 * Between snmp4j and our socket. Lets out only what is sent while we ask something: of itself
 * snmp4j would answer strangers with reports, to whatever address they say they have. The session's
 * thread only.
 */
final class Transport implements TransportMapping<UdpAddress> {
  private static final int MOST_BYTES = 65_507;

  private final Datagrams datagrams;
  private final List<TransportListener> listeners = new ArrayList<>(1);
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

  /** Hands over what came in to whoever listens: the dispatcher. */
  void received(Datagrams.Packet packet) {
    UdpAddress from = new UdpAddress(packet.from().getAddress(), packet.from().getPort());
    TransportStateReference reference =
        new TransportStateReference(this, from, null, null, null, false, null);
    for (TransportListener listener : listeners) {
      listener.processMessage(this, from, packet.message(), reference);
    }
  }

  @Override
  public void addTransportListener(TransportListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeTransportListener(TransportListener listener) {
    listeners.remove(listener);
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
