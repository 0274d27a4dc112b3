package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.PortFinding.State;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** A try to connect to a TCP port, without blocking. The connection is closed as soon as it is. */
final class Knock extends ChannelTrial<SocketChannel> {
  private static final String SILENCE = "no answer";

  private Knock() {
    super(State.SILENT, SILENCE);
  }

  /** Begins to connect. */
  static Knock at(InetSocketAddress port) {
    Knock knock = new Knock();
    try {
      SocketChannel opened = SocketChannel.open();
      knock.over(opened);
      opened.configureBlocking(false);
      if (opened.connect(port)) {
        knock.end(State.OPEN, "open");
      }
    } catch (IOException | RuntimeException e) {
      knock.fail(e);
    }
    return knock;
  }

  @Override
  public boolean isOver(long now) {
    SocketChannel connecting = channel();
    if (connecting == null) {
      return true;
    }
    try {
      if (!connecting.finishConnect()) {
        return false;
      }
      end(State.OPEN, "open");
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
    return true;
  }

  private void fail(Exception e) {
    String said = String.valueOf(e.getMessage());
    boolean refused =
        e instanceof ConnectException && said.toLowerCase(Locale.ROOT).contains("refused");
    boolean timedOut =
        e instanceof ConnectException && said.toLowerCase(Locale.ROOT).contains("timed out");
    if (timedOut) {
      end(State.SILENT, SILENCE);
    } else {
      end(refused ? State.REFUSED : State.FAILED, refused ? "refused" : "failed: " + said);
    }
  }
}
