package io.ispmonitor.app.web.http;

import io.ispmonitor.app.web.access.Caller;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** WebSockets that only tell; what readers send is thrown away. Thread-safe. */
public final class Sockets implements Consumer<WsConfig> {
  private static final String ADMITTED = "isp-monitor-admitted";

  private final Streams streams;
  private final Source source;
  private final Map<Session, SocketStream> open = new ConcurrentHashMap<>();

  /** What they tell. */
  @FunctionalInterface
  public interface Source {

    /**
     * Looks at what is asked for, while that can be refused.
     *
     * @return begins to tell it, once the socket is open
     */
    Consumer<SocketStream> of(Call call);
  }

  private record Admitted(Caller reader, Consumer<SocketStream> begin) {}

  /** That count among these streams. */
  public Sockets(Streams streams, Source source) {
    this.streams = streams;
    this.source = source;
  }

  /** Lets one in that may come. */
  void admit(Call call) {
    call.http().attribute(ADMITTED, new Admitted(call.caller(), source.of(call)));
  }

  @Override
  public void accept(WsConfig socket) {
    socket.onConnect(this::begin);
    socket.onClose(ctx -> end(ctx.session));
    socket.onError(ctx -> end(ctx.session));
  }

  private void begin(WsConnectContext ctx) {
    Admitted admitted =
        Objects.requireNonNull(ctx.attribute(ADMITTED), "a socket that was not let in");
    try {
      streams.enter();
    } catch (Refusal e) {
      ctx.closeSession(StatusCode.TRY_AGAIN_LATER, "too many streams of events are open");
      return;
    }
    SocketStream stream = new SocketStream(streams, admitted.reader(), ctx.session);
    streams.add(stream);
    open.put(ctx.session, stream);
    admitted.begin().accept(stream);
  }

  private void end(Session session) {
    SocketStream stream = open.remove(session);
    if (stream != null) {
      stream.end();
    }
  }
}
