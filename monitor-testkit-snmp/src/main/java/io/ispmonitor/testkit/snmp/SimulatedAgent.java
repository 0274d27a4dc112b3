package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Octets;
import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpCredentials;
import io.ispmonitor.snmp.SnmpTarget;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import io.ispmonitor.testkit.snmp.internal.Access;
import io.ispmonitor.testkit.snmp.internal.Engine;
import io.ispmonitor.testkit.snmp.internal.EngineClock;
import io.ispmonitor.testkit.snmp.internal.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent: its objects, its faults, and what it was asked. Everything may be changed while it
 * answers, from any thread; a change holds for the next question. What ought to change together
 * changes together in {@link #reboot} alone.
 */
public final class SimulatedAgent implements AutoCloseable {
  /** How many bytes its messages have at most, unless it is told otherwise: one Ethernet frame. */
  public static final int USUAL_MAX_BYTES = 1_472;

  private static final Logger log = LoggerFactory.getLogger(SimulatedAgent.class);
  private static final int LEAST_MAX_BYTES = 484;
  private static final int MOST_MAX_BYTES = 65_507;

  private final SimulatedAgents host;
  private final int number;
  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final @Nullable SimulatedRouter router;
  private final AgentObjects objects = new AgentObjects();
  private final Books books = new Books();
  private final AtomicInteger notices = new AtomicInteger();
  private volatile Life life;
  private volatile Access access;
  private volatile Engine engine;
  private volatile Faults faults = new Faults(List.of());
  private volatile int maxBytes = USUAL_MAX_BYTES;

  SimulatedAgent(
      SimulatedAgents host,
      int number,
      DatagramChannel channel,
      InetSocketAddress address,
      ObjectTable table,
      Access access,
      @Nullable SimulatedRouter router) {
    this.host = host;
    this.number = number;
    this.channel = channel;
    this.address = address;
    this.router = router;
    this.access = access;
    this.life = new Life(table, host.time().nanoTime(), 1, Ports.unchanged());
    this.engine = new Engine(host.cryptography(), EngineIds.of(address, number));
  }

  /** Its number among all, from 0: what tells agents apart that share their objects. */
  public int number() {
    return number;
  }

  /** Where it is asked. */
  public InetAddress address() {
    return address.getAddress();
  }

  /** The UDP port at which it is asked. */
  public int port() {
    return address.getPort();
  }

  /** How to ask it, with the usual timeout and retries. */
  public SnmpTarget target(SnmpCredentials credentials) {
    return SnmpTarget.of(address(), credentials).port(port());
  }

  /** Has from now on an object that always holds the same. */
  public SimulatedAgent put(Oid oid, SnmpValue value) {
    Objects.requireNonNull(value, "value");
    return put(oid, moment -> value);
  }

  /** Has from now on an object that holds what the moment makes of it. */
  public SimulatedAgent put(Oid oid, AgentObject object) {
    objects.put(oid, Objects.requireNonNull(object, "object"));
    return this;
  }

  /** Has from now on an object that a {@code Set} may give another value of the same type. */
  public SimulatedAgent putWritable(Oid oid, SnmpValue first) {
    return put(oid, new WritableObject(Objects.requireNonNull(first, "first")));
  }

  /** Has an object no longer. */
  public SimulatedAgent remove(Oid oid) {
    objects.remove(oid);
    return this;
  }

  /** What an object holds at this moment; nothing when it is not there. */
  public Optional<SnmpValue> value(Oid oid) {
    return Optional.ofNullable(objects.at(moment()).get(oid));
  }

  /** What all its objects hold at this moment, in their order. */
  public List<VarBind> objects() {
    ObjectView view = objects.at(moment());
    List<VarBind> all = new ArrayList<>();
    Oid beforeAll = Oid.of("0");
    for (VarBind next = view.next(beforeAll); next != null; next = view.next(next.oid())) {
      all.add(next);
    }
    return all;
  }

  /** Is from now on asked by exactly these: communities of their versions, and users. */
  public SimulatedAgent accept(SnmpCredentials... credentials) {
    access = new Access(List.of(credentials));
    return this;
  }

  /** Has from now on exactly these faults. What they counted begins again. */
  public SimulatedAgent suffer(AgentFault... now) {
    faults = new Faults(List.of(now));
    return this;
  }

  /** Has no fault any more. */
  public SimulatedAgent recover() {
    return suffer();
  }

  /** The faults that it has. */
  public List<AgentFault> faults() {
    return faults.all();
  }

  /**
   * Sends no message that has more bytes: a {@code GetBulk} is cut short, other answers become
   * {@code tooBig}.
   *
   * @param bytes 484 to 65,507
   */
  public SimulatedAgent maxMessageBytes(int bytes) {
    if (bytes < LEAST_MAX_BYTES || bytes > MOST_MAX_BYTES) {
      throw new IllegalArgumentException(
          "%s: messages must have %d to %d bytes at most, was %d"
              .formatted(this, LEAST_MAX_BYTES, MOST_MAX_BYTES, bytes));
    }
    maxBytes = bytes;
    return this;
  }

  /**
   * Has been up for so long already: for wraps of {@code sysUpTime} after 497 days. Counters that
   * go by the time have counted as long.
   *
   * @param already not negative
   */
  public synchronized SimulatedAgent upFor(Duration already) {
    if (already.isNegative()) {
      throw new IllegalArgumentException(this + ": can not be up for " + already);
    }
    life = life.startedAt(host.time().nanoTime() - already.toNanos());
    return this;
  }

  /** How long it is up. */
  public Duration upTime() {
    return moment().upTime();
  }

  /** How often its engine was started, beginning with 1. */
  public int engineBoots() {
    return life.boots();
  }

  /** Starts again: its time begins at 0, its engine counts a boot more, and nothing hangs. */
  public void reboot() {
    reboot(life.objects());
  }

  synchronized void reboot(ObjectTable table) {
    life = life.next(table, host.time().nanoTime());
    faults = faults.afresh();
  }

  synchronized void ports(Ports ports) {
    life = life.with(ports);
  }

  /** The identifier of its engine (RFC 3411, 5). */
  public Octets engineId() {
    return engine.id();
  }

  /**
   * Has another engine, as when another device took its address.
   *
   * @param id 5 to 32 bytes
   */
  public SimulatedAgent engineId(Octets id) {
    engine = new Engine(host.cryptography(), EngineIds.checked(id));
    return this;
  }

  /** Is told of each question, once it was dealt with, on the thread of the agents. */
  public SimulatedAgent onQuestion(Consumer<? super AgentQuestion> listener) {
    books.onQuestion(listener);
    return this;
  }

  /** How many packets came in, whatever was in them. */
  public long packets() {
    return books.packets();
  }

  /**
   * How many questions came in whose credentials are accepted, answered or not. What asks version 3
   * for the engine, before the question itself, is none.
   */
  public long questions() {
    return books.questions();
  }

  /** How many packets were sent, reports and repeated ones among them. */
  public long answers() {
    return books.answers();
  }

  /** The last of the {@link #questions()}; nothing before the first. */
  public Optional<AgentQuestion> lastQuestion() {
    return books.lastQuestion();
  }

  /**
   * Sends a trap, once.
   *
   * @param to where a receiver listens
   * @param by what it is sent by, which also says in which version; the agent need not accept it
   * @param trap which, the {@code snmpTrapOID}; version 1 gets what RFC 3584, 3.2 makes of it
   * @param more what belongs to it
   * @throws UncheckedIOException when it can not be sent
   */
  public void trap(InetSocketAddress to, SnmpCredentials by, Oid trap, VarBind... more) {
    Moment moment = moment();
    Notice notice = notice(moment, trap, more);
    send(notice.trap(by, engine, clock(moment, 0), address()), to);
  }

  /**
   * Sends an inform of version 2c, once. That it was received is among the {@link
   * #acknowledgements()}.
   *
   * @param by what it is sent by; the agent must accept it to understand the acknowledgement
   * @throws UncheckedIOException when it can not be sent
   */
  public void inform(InetSocketAddress to, SnmpCredentials.V2c by, Oid trap, VarBind... more) {
    send(notice(moment(), trap, more).inform(by), to);
  }

  private Notice notice(Moment moment, Oid trap, VarBind... more) {
    return new Notice(notices.incrementAndGet(), moment.upTicks(), trap, List.of(more));
  }

  private void send(byte[] packet, InetSocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(packet), to);
    } catch (IOException e) {
      throw new UncheckedIOException(this + " could not send to " + to, e);
    }
  }

  /** How many of its informs were acknowledged. */
  public long acknowledgements() {
    return books.acknowledgements();
  }

  /** Takes a packet. The thread of the agents. */
  void take(byte[] packet, InetSocketAddress from) throws IOException {
    new Conversation(this, faults, moment()).take(packet, from);
  }

  void send(byte[] packet, InetSocketAddress to, boolean fromElsewhere) throws IOException {
    if (fromElsewhere) {
      host.sendFromElsewhere(packet, to);
    } else {
      channel.send(ByteBuffer.wrap(packet), to);
    }
    books.answered();
  }

  Moment moment() {
    return new Moment(this, life, host.time().nanoTime());
  }

  EngineClock clock(Moment moment, long falseBySeconds) {
    long seconds = moment.upNanos() / 1_000_000_000;
    long told = Math.max(0, seconds + falseBySeconds);
    return new EngineClock(moment.life().boots(), ofEngine(seconds), ofEngine(told));
  }

  private static int ofEngine(long seconds) {
    return (int) Math.min(seconds, Integer.MAX_VALUE);
  }

  AgentObjects changes() {
    return objects;
  }

  Books books() {
    return books;
  }

  Access access() {
    return access;
  }

  Engine engine() {
    return engine;
  }

  int maxBytes() {
    return maxBytes;
  }

  LatePackets late() {
    return host.late();
  }

  SimulatedRouter router() {
    return Objects.requireNonNull(router, "an object of a router belongs to no other agent");
  }

  /** Is gone: its port is free. Does nothing the second time. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("SIMULATED_AGENT_FAILED {} could not be closed: {}", this, e.toString());
    }
  }

  @Override
  public String toString() {
    return "simulated agent " + address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
