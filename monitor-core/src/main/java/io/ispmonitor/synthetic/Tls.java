package io.ispmonitor.synthetic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a socket. What is left of half a record waits in {@link #rest}; the buffers to work in
 * are the loop's. The arithmetic of the handshake is done aside, and nothing is read meanwhile.
 */
final class Tls implements Wire, Wire.User {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final OutlookLoop loop;
  private final TcpSocket socket;
  private final SSLEngine engine;
  private final User user;
  private ByteBuffer rest = NOTHING;
  private boolean secured;
  private boolean aside;
  private boolean ended;

  Tls(OutlookLoop loop, TcpSocket socket, SSLEngine engine, User user) {
    this.loop = loop;
    this.socket = socket;
    this.engine = engine;
    this.user = user;
  }

  @Override
  public void connected() throws IOException {
    engine.beginHandshake();
    pump();
  }

  @Override
  public void received(ByteBuffer bytes) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(rest.remaining() + bytes.remaining());
    rest = all.put(rest).put(bytes).flip();
    pump();
  }

  @Override
  public void ended() throws IOException {
    if (!secured) {
      throw new UnfitAnswerException(
          "the connection was closed in the middle of the TLS handshake");
    }
    tellEnd();
  }

  private void tellEnd() throws IOException {
    if (!ended) {
      ended = true;
      user.ended();
    }
  }

  @Override
  public void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (!wrap(bytes)) {
        throw new UnfitAnswerException("TLS was ended by the other side before the request");
      }
    }
  }

  /** Goes on until more bytes, or a part done aside, are needed. */
  private void pump() throws IOException {
    boolean more = true;
    while (more && !ended && !aside && socket.isOpen()) {
      more =
          switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> goAside();
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case FINISHED, NOT_HANDSHAKING -> secured ? unwrap() : tellSecured();
          };
    }
  }

  private boolean tellSecured() throws IOException {
    secured = true;
    user.connected();
    return true;
  }

  private boolean wrap(ByteBuffer plain) throws IOException {
    ByteBuffer out = loop.scratch().clear();
    SSLEngineResult result = engine.wrap(plain, out);
    out.flip();
    if (out.hasRemaining()) {
      socket.send(ByteBuffer.allocate(out.remaining()).put(out).flip());
    }
    return result.getStatus() == SSLEngineResult.Status.OK
        && (result.bytesProduced() > 0 || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP);
  }

  /** False when there is nothing to go on with. */
  private boolean unwrap() throws IOException {
    if (!rest.hasRemaining()) {
      return false;
    }
    ByteBuffer plain = loop.scratch().clear();
    SSLEngineResult result = engine.unwrap(rest, plain);
    plain.flip();
    if (plain.hasRemaining()) {
      user.received(plain);
    }
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      ended();
      return false;
    }
    return result.getStatus() == SSLEngineResult.Status.OK && progressed(result);
  }

  /** Whether going on can lead anywhere: an engine that asks for the same again would hold us. */
  private static boolean progressed(SSLEngineResult result) {
    return result.bytesConsumed() > 0
        || result.bytesProduced() > 0
        || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK
        || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  private boolean goAside() throws OurSideException {
    List<Runnable> parts = new ArrayList<>();
    for (Runnable part = next(); part != null; part = next()) {
      parts.add(part);
    }
    aside = true;
    socket.pause();
    loop.aside().handshake(socket.owner()::isOver, () -> runAside(parts));
    return false;
  }

  private @Nullable Runnable next() {
    return engine.getDelegatedTask();
  }

  private void runAside(List<Runnable> parts) {
    try {
      parts.forEach(Runnable::run);
    } finally {
      loop.enqueue(() -> socket.owner().guard(this::comeBack));
    }
  }

  private void comeBack() throws IOException {
    aside = false;
    socket.resume();
    pump();
  }
}
