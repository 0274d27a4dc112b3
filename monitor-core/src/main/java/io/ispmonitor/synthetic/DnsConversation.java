package io.ispmonitor.synthetic;

import io.ispmonitor.metric.Readings;
import io.ispmonitor.probe.ProbeOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Asks over UDP, and over TCP where that is wanted or the answer did not fit. A datagram under
 * another id is somebody's guess, or an answer to somebody else; the right one may still come.
 */
final class DnsConversation extends Conversation implements Wire.User {
  private static final int MOST_UDP_BYTES = 4_096;
  private static final int MOST_STRAYS = 1_000;
  private static final int MOST_ID = 1 << Short.SIZE;
  private static final int MOST_TCP_BYTES = MOST_ID + Short.BYTES;

  private final DnsTarget target;
  private final Columns columns;
  private final SecureRandom random;
  private final UdpSocket udp;
  private final TcpSocket tcp;
  private ByteBuffer gathered = ByteBuffer.allocate(Short.BYTES);
  private int id;
  private int strays;
  private boolean overTcp;
  private long askedNanos;
  private long answeredNanos = Columns.NOT_MEASURED;

  DnsConversation(
      OutlookLoop loop, Terms terms, DnsTarget target, Columns columns, SecureRandom random) {
    super(loop, terms);
    this.target = target;
    this.columns = columns;
    this.random = random;
    this.udp = new UdpSocket(loop, this, this::datagram);
    this.tcp = new TcpSocket(loop, this, MOST_TCP_BYTES);
  }

  @Override
  void open() throws IOException {
    askedNanos = loop.now();
    if (target.isOverTcp()) {
      askOverTcp();
    } else {
      udp.send(to(), question());
    }
  }

  private InetSocketAddress to() {
    return new InetSocketAddress(terms.address(), target.port());
  }

  private ByteBuffer question() {
    id = random.nextInt(MOST_ID);
    return target.question().message(id);
  }

  private void datagram(ByteBuffer datagram) throws IOException {
    if (DnsReader.id(datagram) != id) {
      if (++strays > MOST_STRAYS) {
        throw new UnfitAnswerException(
            "%d datagrams with a wrong id came; somebody forges answers".formatted(strays));
      }
      return;
    }
    heard();
    if (datagram.remaining() > MOST_UDP_BYTES) {
      throw new UnfitAnswerException(
          "an answer over UDP of %d bytes; at most %d are taken"
              .formatted(datagram.remaining(), MOST_UDP_BYTES));
    }
    DnsAnswer answer = DnsReader.answer(datagram, target.question());
    if (answer.truncated()) {
      udp.close();
      askOverTcp();
    } else {
      judge(answer);
    }
  }

  private void askOverTcp() throws IOException {
    overTcp = true;
    tcp.open(to(), this);
  }

  @Override
  public void connected() throws IOException {
    ByteBuffer question = question();
    ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + question.remaining());
    tcp.send(framed.putShort((short) question.remaining()).put(question).flip());
  }

  /** First two bytes of length, then so many of the message; what comes after it is left. */
  @Override
  public void received(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && gathered.hasRemaining()) {
      gathered.put(bytes.get());
      if (!gathered.hasRemaining() && gathered.capacity() == Short.BYTES) {
        gathered = ByteBuffer.allocate(lengthOf(gathered.flip()));
      }
    }
    if (!gathered.hasRemaining() && !isOver()) {
      whole(gathered.flip());
    }
  }

  /** The least is a header; it also keeps a message apart from its length, which has two bytes. */
  private static int lengthOf(ByteBuffer prefix) throws UnfitAnswerException {
    int length = Short.toUnsignedInt(prefix.getShort());
    if (length < DnsReader.HEADER_BYTES) {
      throw new UnfitAnswerException("a DNS message of %d bytes over TCP".formatted(length));
    }
    return length;
  }

  private void whole(ByteBuffer message) throws IOException {
    heard();
    if (DnsReader.id(message) != id) {
      throw new UnfitAnswerException("the DNS answer over TCP has a wrong id");
    }
    DnsAnswer answer = DnsReader.answer(message, target.question());
    if (answer.truncated()) {
      throw new UnfitAnswerException("the DNS answer is truncated even over TCP");
    }
    judge(answer);
  }

  private void heard() {
    answeredNanos = loop.now() - askedNanos;
  }

  private void judge(DnsAnswer answer) {
    String objection = target.objectionTo(answer, new Search());
    if (objection == null) {
      end(new ProbeOutcome.Answered(readings(true)));
    } else {
      failed(objection);
    }
  }

  private Readings readings(boolean passed) {
    return columns.row(answeredNanos).seconds(0, answeredNanos).flag(1, passed).build();
  }

  @Override
  public void ended() throws IOException {
    throw new UnfitAnswerException("the connection was closed before the DNS answer was complete");
  }

  /** A truncated answer was an answer, so what is missing then is a failure and no silence. */
  @Override
  void unanswered() {
    if (answeredNanos != Columns.NOT_MEASURED || tcp.heard()) {
      failed("no complete answer until the deadline while " + doing());
    } else {
      silent();
    }
  }

  @Override
  @Nullable Readings measured() {
    return answeredNanos == Columns.NOT_MEASURED ? null : readings(false);
  }

  @Override
  String doing() {
    return "asking for %s over %s".formatted(target, overTcp ? "TCP" : "UDP");
  }

  @Override
  void release() {
    udp.close();
    tcp.close();
  }
}
