package io.ispmonitor.synthetic;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Connects, and hangs up. */
final class TcpConversation extends Conversation implements Wire.User {
  private final int port;
  private final boolean closedPortIsAlive;
  private final Columns columns;
  private final TcpSocket socket;
  private long openedNanos;

  TcpConversation(
      OutlookLoop loop, Terms terms, int port, boolean closedPortIsAlive, Columns columns) {
    super(loop, terms);
    this.port = port;
    this.closedPortIsAlive = closedPortIsAlive;
    this.columns = columns;
    this.socket = new TcpSocket(loop, this, Long.MAX_VALUE);
  }

  @Override
  void open() throws IOException {
    openedNanos = loop.now();
    socket.open(new InetSocketAddress(terms.address(), port), this);
  }

  @Override
  public void connected() {
    answered(true);
  }

  @Override
  void portClosed() {
    if (closedPortIsAlive) {
      answered(false);
    } else {
      end(new ProbeOutcome.Refused("TCP port " + port + " is closed", terms.address()));
    }
  }

  private void answered(boolean open) {
    long nanos = loop.now() - openedNanos;
    Readings readings = columns.row(nanos).seconds(0, nanos).flag(1, open).build();
    end(new ProbeOutcome.Answered(readings));
  }

  @Override
  public void received(ByteBuffer bytes) {
    throw new IllegalStateException("nothing is read after connecting");
  }

  @Override
  public void ended() {
    throw new IllegalStateException("nothing is read after connecting");
  }

  @Override
  void unanswered() {
    silent();
  }

  @Override
  @Nullable Readings measured() {
    return null;
  }

  @Override
  String doing() {
    return "connecting to TCP port " + port;
  }

  @Override
  void release() {
    socket.close();
  }
}
