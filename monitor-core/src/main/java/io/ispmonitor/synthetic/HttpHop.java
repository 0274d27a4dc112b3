package io.ispmonitor.synthetic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection for one page: connect, secure, ask, read. */
final class HttpHop implements Wire.User {
  private static final int MOST_TLS_BYTES = 256 * 1_024;

  /** Chunks of one byte take six on the way. */
  private static final long WRAPPING = 8;

  private final OutlookLoop loop;
  private final HttpConversation conversation;
  private final HttpTarget target;
  private final Page page;
  private final TcpSocket socket;
  private final @Nullable Certificates certificates;
  private final HttpHead.Reader heads = new HttpHead.Reader();
  private Wire wire;
  private Stage stage = Stage.CONNECTING;
  private long stageNanos;
  private @Nullable HttpHead head;
  private @Nullable HttpBody body;

  HttpHop(OutlookLoop loop, HttpConversation conversation, HttpTarget target, Page page) {
    this.loop = loop;
    this.conversation = conversation;
    this.target = target;
    this.page = page;
    long most = MOST_TLS_BYTES + HttpHead.Reader.MOST_BYTES + WRAPPING * target.mostBodyBytes();
    this.socket = new TcpSocket(loop, conversation, most);
    this.wire = socket;
    this.certificates =
        page.origin().secure()
            ? conversation.trust().certificates(target.mustBeTrusted(), loop.time().instant())
            : null;
  }

  void open(InetAddress to) throws IOException {
    Wire.User first = this;
    if (certificates != null) {
      Tls tls =
          new Tls(loop, socket, conversation.trust().engine(page.origin(), certificates), this);
      wire = tls;
      first = new ConnectedFirst(tls);
    }
    enter(Stage.CONNECTING);
    socket.open(new InetSocketAddress(to, page.origin().port()), first);
  }

  private void enter(Stage next) {
    stage = next;
    stageNanos = loop.now();
  }

  private long inStage() {
    return loop.now() - stageNanos;
  }

  @Override
  public void connected() throws IOException {
    HttpTimes times = conversation.times();
    if (certificates == null) {
      times.connected(inStage());
    } else {
      times.secured(inStage());
    }
    enter(Stage.WAITING);
    wire.send(ByteBuffer.wrap(target.request(page).getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void received(ByteBuffer bytes) throws IOException {
    if (stage == Stage.WAITING) {
      conversation.times().firstByte = inStage();
      enter(Stage.HEAD);
    }
    while (stage == Stage.HEAD && bytes.hasRemaining()) {
      readHead(bytes);
    }
    HttpBody open = body;
    if (open != null && !conversation.isOver()) {
      open.read(bytes);
      finishIfWhole(open);
    }
  }

  private void readHead(ByteBuffer bytes) throws IOException {
    HttpHead read = heads.read(bytes);
    if (read == null || read.status() < 200) {
      return; // more is to come, as it is after an interim answer
    }
    head = read;
    conversation.answered(read.status());
    enter(Stage.BODY);
    String location = read.first("location");
    if (target.follows(read.status()) && location != null) {
      stage = Stage.OVER;
      conversation.follow(page, page.redirectedTo(location));
      return;
    }
    HttpBody open = HttpBody.of(read, target.mostBodyBytes(), target.wantsBody());
    body = open;
    finishIfWhole(open);
  }

  private void finishIfWhole(HttpBody open) {
    HttpHead read = head;
    if (open.isWhole() && read != null && stage == Stage.BODY) {
      stage = Stage.OVER;
      conversation.judge(page, read, open.text());
    }
  }

  @Override
  public void ended() throws IOException {
    HttpBody open = body;
    if (stage == Stage.OVER) {
      return;
    }
    if (open == null) {
      throw new UnfitAnswerException("the connection was closed while " + doing());
    }
    open.close();
    finishIfWhole(open);
  }

  /** Whether the other side has sent a byte. */
  boolean heard() {
    return socket.heard();
  }

  /** How many days its certificate is valid; NaN where it has none. */
  double certificateDays() {
    return certificates == null ? Double.NaN : certificates.daysLeft();
  }

  /** Why the certificate is not trusted; null when it is. */
  @Nullable String objection() {
    return certificates == null ? null : certificates.objection();
  }

  String doing() {
    HttpBody open = body;
    long count = open == null ? 0 : open.bytesRead();
    return switch (stage) {
      case CONNECTING -> "connecting to " + page.origin();
      case SECURING -> "in the TLS handshake with " + page.origin();
      case WAITING -> "waiting for the answer to " + page;
      case HEAD -> "reading the headers of " + page;
      case BODY, OVER -> "reading the body of %s, %d bytes so far".formatted(page, count);
    };
  }

  void close() {
    socket.close();
  }

  private enum Stage {
    CONNECTING,
    SECURING,
    WAITING,
    HEAD,
    BODY,
    OVER
  }

  /** Takes the time of connecting before TLS begins. */
  private final class ConnectedFirst implements Wire.User {
    private final Tls tls;

    ConnectedFirst(Tls tls) {
      this.tls = tls;
    }

    @Override
    public void connected() throws IOException {
      conversation.times().connected(inStage());
      enter(Stage.SECURING);
      tls.connected();
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
      tls.received(bytes);
    }

    @Override
    public void ended() throws IOException {
      tls.ended();
    }
  }
}
