package io.ispmonitor.app.web.http;

import io.ispmonitor.app.web.access.Caller;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * A WebSocket to one reader. Whoever sends waits for what was sent before; who reads nothing for a
 * while is cut off. Thread-safe.
 */
public final class SocketStream implements Streams.Stream {
  private final Streams streams;
  private final Caller reader;
  private final Session session;
  private final List<Runnable> atEnd = new ArrayList<>();
  private int unsent;
  private long progress;
  private boolean isOver;

  SocketStream(Streams streams, Caller reader, Session session) {
    this.streams = streams;
    this.reader = reader;
    this.session = session;
  }

  @Override
  public Caller reader() {
    return reader;
  }

  /**
   * Sends a text. Never waits.
   *
   * @param written is run when it was written
   */
  public void send(String text, Runnable written) {
    count(1);
    session.sendText(
        text,
        Callback.from(
            () -> {
              count(-1);
              written.run();
            },
            failure -> end()));
  }

  @Override
  public void ping() {
    count(1);
    session.sendPing(ByteBuffer.allocate(0), Callback.from(() -> count(-1), failure -> end()));
  }

  private synchronized void count(int more) {
    unsent += more;
    progress = streams.now();
  }

  @Override
  public void check(long now, long patience) {
    boolean isStuck;
    synchronized (this) {
      isStuck = unsent > 0 && now - progress >= patience;
    }
    if (isStuck) {
      end();
      session.disconnect();
    }
  }

  /** Runs this at the end, or now when it is over. */
  public void atEnd(Runnable work) {
    synchronized (this) {
      if (!isOver) {
        atEnd.add(work);
        return;
      }
    }
    work.run();
  }

  @Override
  public void end() {
    List<Runnable> last;
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      last = List.copyOf(atEnd);
    }
    streams.leave(this);
    last.forEach(Runnable::run);
    session.close(StatusCode.SHUTDOWN, "the stream ends; come back", Callback.NOOP);
  }
}
