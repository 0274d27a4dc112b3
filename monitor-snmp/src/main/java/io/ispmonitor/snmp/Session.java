package io.ispmonitor.snmp;

import io.ispmonitor.time.Step;
import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.TimerWheel;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.UdpAddress;

/**
 * Questions that wait for their answers, on one thread: sends them, sends them again, matches what
 * comes in, and ends each of them by its deadline, whatever an agent does.
 */
final class Session implements Answers.Open, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final int MOST_IN_FLIGHT = 5_000;
  private static final int MOST_WAITING = 200_000;

  private static final int BATCH = 256;

  /** So that all request ids have the same length. */
  private static final int FOUR_BYTES = 1 << 30;

  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** Who sends without pause must not keep questions from ending. */
  private static final long LONGEST_BLINDNESS = Duration.ofSeconds(3).toNanos();

  private final TimeSource time;
  private final Datagrams datagrams;
  private final Transport transport;
  private final Engine engine = new Engine();
  private final Answers answers;
  private final Wakeup wakeup;
  private final Queue<Exchange> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Integer, Exchange> inFlight = new HashMap<>();
  private final TimerWheel<Exchange> wheel;
  private final Deque<Exchange> expired = new ArrayDeque<>();
  private final FreshlySent freshlySent;
  private final SecureRandom random = new SecureRandom();
  private long lookedNanos;
  private volatile int underWay;
  private volatile boolean closed;

  /**
   * Opens the socket and starts.
   *
   * @param local where the socket is bound
   * @param receiveBytes the receive buffer that is wanted
   */
  Session(InetSocketAddress local, int receiveBytes, TimeSource time, ThreadFactory threads)
      throws IOException {
    this.time = time;
    this.wheel = new TimerWheel<>(TICK, 1 << 12, time.nanoTime());
    this.lookedNanos = time.nanoTime();
    this.datagrams =
        new Datagrams(local, receiveBytes, threads, "ispmonitor-snmp-receive", this::wake);
    this.transport = new Transport(datagrams);
    transport.addTransportListener(engine.dispatcher());
    this.answers = new Answers(transport, engine, this);
    this.freshlySent = FreshlySent.forBuffer(datagrams.receiveBytes());
    datagrams.warnOfSmallBuffer(
        receiveBytes, "answers may be lost where many agents are asked at once");
    this.wakeup = time.drive("ispmonitor-snmp", this::turn, threads);
  }

  private void wake() {
    Wakeup running = wakeup;
    if (running != null) { // the first packet may come before it is set
      running.wake();
    }
  }

  /**
   * Asks an agent. Any thread.
   *
   * @param reply called once, on the session's thread, which it must not keep
   */
  void ask(SnmpTarget target, Question question, Consumer<? super SnmpReply> reply) {
    Exchange exchange = new Exchange(target, question, reply);
    if (closed) {
      exchange.end(new SnmpReply.Broken("the SNMP client is closed; open another", null));
    } else if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      exchange.end(
          new SnmpReply.Broken(
              MOST_WAITING + " questions wait to be sent already; ask fewer at a time", null));
    } else {
      asked.add(exchange);
      wake();
      if (closed && asked.remove(exchange)) {
        exchange.end(new SnmpReply.Broken("the SNMP client was closed meanwhile", null));
      }
    }
  }

  /** How many questions are under way. */
  int inFlight() {
    return underWay;
  }

  /** How many packets were dropped because we were too slow. */
  long dropped() {
    return datagrams.dropped();
  }

  private long turn(long now) {
    if (closed) {
      endAll();
      return Step.ON_WAKE;
    }
    int taken = 0;
    for (Datagrams.Packet packet = datagrams.poll(); packet != null; packet = datagrams.poll()) {
      answers.take(packet);
      if (++taken == BATCH) {
        break;
      }
    }
    boolean isDrained = taken < BATCH;
    if (isDrained || now - lookedNanos > LONGEST_BLINDNESS) {
      lookedNanos = now;
      expire();
    }
    boolean more = !isDrained;
    more |= beginSome();
    return more ? now : nextTurnNanos();
  }

  /** What waits to be looked at may be the answer to what seems to be over. */
  private void expire() {
    wheel.advance(time.nanoTime(), expired::add);
    for (Exchange exchange = expired.poll(); exchange != null; exchange = expired.poll()) {
      timedOut(exchange);
    }
  }

  /** Whether there may be more to begin at once. */
  private boolean beginSome() {
    for (int i = 0; i < BATCH; i++) {
      boolean isFull = inFlight.size() >= MOST_IN_FLIGHT || !freshlySent.hasRoomAt(time.nanoTime());
      Exchange exchange = isFull ? null : asked.poll();
      if (exchange == null) {
        return false;
      }
      waiting.decrementAndGet();
      begin(exchange);
    }
    return true;
  }

  private long nextTurnNanos() {
    if (inFlight.isEmpty()) {
      return Step.ON_WAKE;
    }
    boolean holdsBack = inFlight.size() < MOST_IN_FLIGHT && !asked.isEmpty();
    long due = wheel.nextDueNanos();
    return holdsBack ? Math.min(due, freshlySent.roomAtNanos()) : due;
  }

  private void begin(Exchange exchange) {
    exchange.requestId = freeId();
    exchange.firstSentNanos = time.nanoTime();
    freshlySent.add(exchange);
    inFlight.put(exchange.requestId, exchange);
    underWay = inFlight.size();
    send(exchange);
  }

  /** One that cannot be guessed, not even by an agent that saw others: nobody else is to answer. */
  private int freeId() {
    int id;
    do {
      id = random.nextInt() >>> 2 | FOUR_BYTES;
    } while (inFlight.containsKey(id));
    return id;
  }

  @Override
  public @Nullable Exchange ofNumber(int requestId) {
    return inFlight.get(requestId);
  }

  private void send(Exchange exchange) {
    exchange.sent++;
    transmit(exchange);
  }

  @Override
  public void askAgain(Exchange exchange) {
    transmit(exchange);
  }

  private void transmit(Exchange exchange) {
    try {
      if (exchange.target.credentials() instanceof SnmpCredentials.V3 user) {
        transmit(exchange, user);
      } else {
        datagrams.send(exchange.target.address(), exchange.target.port(), message(exchange));
      }
      wheel.schedule(exchange, time.nanoTime() + exchange.target.timeout().toNanos());
    } catch (IOException | RuntimeException e) {
      String to = exchange.target.address().getHostAddress();
      end(exchange, new SnmpReply.Broken("nothing could be sent to " + to + ": " + e, e));
    }
  }

  private static byte[] message(Exchange exchange) {
    byte[] known = exchange.message;
    if (known == null) {
      known =
          CommunityMessage.encode(
              exchange.target.credentials(), exchange.question, exchange.requestId);
      exchange.message = known;
    }
    return known;
  }

  private void transmit(Exchange exchange, SnmpCredentials.V3 user) throws MessageException {
    Target<UdpAddress> target = engine.target(exchange.target, user);
    exchange.handle =
        transport.sending(
            () -> engine.dispatcher().sendPdu(transport, target, pdu(exchange), true));
  }

  private static PDU pdu(Exchange exchange) {
    Question question = exchange.question;
    PDU pdu = Engine.pdu(exchange.target);
    pdu.setRequestID(new Integer32(exchange.requestId));
    pdu.setType(
        switch (question.kind()) {
          case GET -> PDU.GET;
          case GET_NEXT -> PDU.GETNEXT;
          case GET_BULK -> PDU.GETBULK;
          case SET -> PDU.SET;
        });
    if (question.kind() == Question.Kind.GET_BULK) {
      pdu.setNonRepeaters(question.nonRepeaters());
      pdu.setMaxRepetitions(question.maxRepetitions());
    }
    question.bindings().forEach(binding -> pdu.add(Translation.toVariableBinding(binding)));
    return pdu;
  }

  private void timedOut(Exchange exchange) {
    if (exchange.sent <= exchange.target.retries()) {
      engine.forget(exchange.target); // another agent may have taken its place
      exchange.resynchronized = 0;
      send(exchange);
      return;
    }
    Duration waited = Duration.ofNanos(time.nanoTime() - exchange.firstSentNanos);
    end(exchange, new SnmpReply.Silent(waited, exchange.sent, exchange.strange));
  }

  @Override
  public void end(Exchange exchange, SnmpReply reply) {
    wheel.cancel(exchange);
    freshlySent.ended(exchange);
    inFlight.remove(exchange.requestId);
    underWay = inFlight.size();
    engine.release(exchange);
    try {
      exchange.end(reply);
    } catch (RuntimeException e) {
      log.warn("SNMP_CALLBACK_FAILED who asked {} failed to take the reply", exchange.target, e);
    }
  }

  /** Nobody is left waiting. */
  private void endAll() {
    SnmpReply over = new SnmpReply.Broken("the SNMP client was closed meanwhile", null);
    for (Exchange exchange = asked.poll(); exchange != null; exchange = asked.poll()) {
      end(exchange, over);
    }
    for (Exchange exchange : List.copyOf(inFlight.values())) {
      end(exchange, over);
    }
  }

  /** What is under way ends, here or in a last turn: also when a callback closes what called it. */
  @Override
  public void close() {
    closed = true;
    wakeup.wake();
    wakeup.close();
    datagrams.close();
    try {
      if (wakeup.awaitEnd(CLOSE)) {
        endAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
