package io.ispmonitor.internal.diagnosis;

import io.ispmonitor.diagnosis.PortFinding.State;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A try to connect to a TCP port, without blocking. The connection is closed as soon as it is. */
final class Knock implements Trial {
  private @Nullable SocketChannel channel;
  private State state = State.SILENT;
  private String detail = "no answer";

  /** Begins to connect. */
  static Knock at(InetSocketAddress port) {
    Knock knock = new Knock();
    try {
      SocketChannel opened = SocketChannel.open();
      knock.channel = opened;
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
    SocketChannel connecting = channel;
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

  @Override
  public State state() {
    return state;
  }

  @Override
  public String detail() {
    return detail;
  }

  private void fail(Exception e) {
    String said = String.valueOf(e.getMessage());
    boolean refused =
        e instanceof ConnectException && said.toLowerCase(Locale.ROOT).contains("refused");
    boolean timedOut =
        e instanceof ConnectException && said.toLowerCase(Locale.ROOT).contains("timed out");
    if (timedOut) {
      end(State.SILENT, "no answer");
    } else {
      end(refused ? State.REFUSED : State.FAILED, refused ? "refused" : "failed: " + said);
    }
  }

  private void end(State came, String words) {
    state = came;
    detail = words;
    close();
  }

  @Override
  public void close() {
    SocketChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }
}
