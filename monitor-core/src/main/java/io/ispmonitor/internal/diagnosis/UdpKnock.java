package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.PortFinding.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;

/**
 * A packet of one byte to a UDP port, without blocking. A host where nothing listens says so (ICMP
 * port unreachable, RFC 1122, 4.1.3.1); silence proves nothing.
 */
final class UdpKnock extends ChannelTrial<DatagramChannel> {
  private static final long WAIT = Duration.ofSeconds(1).toNanos();
  private static final String SILENCE =
      "nobody says that it is closed; the outcome of the probe is the proof";

  private final long until;

  private UdpKnock(long until) {
    super(State.NOT_PROVABLE, SILENCE);
    this.until = until;
  }

  /** Sends the packet. */
  static UdpKnock at(InetSocketAddress port, long now) {
    UdpKnock knock = new UdpKnock(now + WAIT);
    try {
      DatagramChannel opened = DatagramChannel.open();
      knock.over(opened);
      opened.configureBlocking(false);
      opened.connect(port);
      opened.write(ByteBuffer.allocate(1)); // Java sends no empty ones
    } catch (IOException | RuntimeException e) {
      knock.fail(e);
    }
    return knock;
  }

  @Override
  public boolean isOver(long now) {
    DatagramChannel waiting = channel();
    if (waiting == null) {
      return true;
    }
    try {
      if (waiting.receive(ByteBuffer.allocate(1)) != null) {
        end(State.OPEN, "open");
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
    if (now - until >= 0) {
      close();
    }
    return channel() == null;
  }

  private void fail(Exception e) {
    boolean refused = e instanceof PortUnreachableException;
    end(refused ? State.REFUSED : State.FAILED, refused ? "refused" : "failed: " + e.getMessage());
  }
}
