package io.ispmonitor.snmp;

import io.ispmonitor.time.TimeSource;
import io.ispmonitor.time.Wakeup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives traps and informs of SNMP, versions 1, 2c and 3, at one UDP port. Thread-safe. To be
 * closed.
 *
 * <pre>{@code
 * SnmpTrapOptions options =
 *     SnmpTrapOptions.builder().port(10162).community(Secret.of(community)).build();
 * try (SnmpTrapReceiver traps = SnmpTrapReceiver.open(options, trap -> show(trap))) {
 *   ...
 * }
 * }</pre>
 *
 * <p>What comes from strangers is counted, said once, and not answered. Only a sender of informs of
 * version 3 who asks who we are, or what our clock says, is told, a few times each second. Limits
 * count after the community or the signature was found right, so that nobody uses up what is meant
 * for others by guessing; who writes another's address on a community everybody knows does.
 */
public final class SnmpTrapReceiver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SnmpTrapReceiver.class);
  private static final SnmpTrapLimit INQUIRIES = new SnmpTrapLimit(5, 10);
  private static final SnmpTrapLimit ALL_INQUIRIES = new SnmpTrapLimit(100, 200);
  private static final int VERSION_3 = 3;
  private static final int FIRST_FREE_PORT = 1_024;
  private static final int BATCH = 256;
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final TimeSource time;
  private final CommunityTraps communities;
  private final Version3Traps users;
  private final TrapLimits limits;
  private final TrapLimits inquiries;
  private final TrapRefusals refusals;
  private final InformMemory informs = new InformMemory();
  private final LongAdder received = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder inquired = new LongAdder();
  private final TrapQueue queue;
  private final Datagrams datagrams;
  private final int port;
  private final Wakeup wakeup;
  private volatile @Nullable Instant lastAt;
  private volatile boolean closed;

  private SnmpTrapReceiver(SnmpTrapOptions options, Predicate<SnmpTrap> consumer)
      throws IOException {
    this.time = options.time();
    long now = time.nanoTime();
    this.communities = new CommunityTraps(options.communities());
    this.users = new Version3Traps(options);
    this.limits = new TrapLimits(options.perSource(), options.inTotal(), now);
    this.inquiries = new TrapLimits(INQUIRIES, ALL_INQUIRIES, now);
    this.refusals = new TrapRefusals(now);
    ThreadFactory given = options.threads();
    ThreadFactory threads = given != null ? given : SnmpClient::daemon;
    this.datagrams =
        new Datagrams(
            options.local(),
            options.receiveBytes(),
            threads,
            "ispmonitor-snmp-trap-receive",
            this::wake);
    this.port = datagrams.port();
    datagrams.warnOfSmallBuffer(options.receiveBytes(), "traps may be lost when many come at once");
    this.queue = new TrapQueue(time, threads, consumer);
    this.wakeup = time.drive("ispmonitor-snmp-traps", this::turn, threads);
  }

  /**
   * Opens the port and begins.
   *
   * @param consumer is handed each trap, one after the other, on a thread that is kept for it;
   *     while it takes its time, up to 20,000 wait. What it throws is logged.
   * @throws UncheckedIOException when the port cannot be opened
   */
  public static SnmpTrapReceiver open(
      SnmpTrapOptions options, Consumer<? super SnmpTrap> consumer) {
    return handingTo(
        options,
        trap -> {
          consumer.accept(trap);
          return true;
        });
  }

  /** With a consumer that says false of a trap it can take a little later. */
  static SnmpTrapReceiver handingTo(SnmpTrapOptions options, Predicate<SnmpTrap> consumer) {
    try {
      return new SnmpTrapReceiver(options, consumer);
    } catch (IOException e) {
      InetSocketAddress local = options.local();
      throw new UncheckedIOException(
          "SNMP traps: port %d of %s could not be opened: %s; %s"
              .formatted(
                  local.getPort(), local.getHostString(), e.getMessage(), advice(local.getPort())),
          e);
    }
  }

  private static String advice(int port) {
    return port < FIRST_FREE_PORT
        ? "a port below 1024 needs CAP_NET_BIND_SERVICE and must not be another program's, such as"
            + " snmptrapd; else choose another port, such as 10162, and have the devices send there"
        : "choose another port, or end the program that has it";
  }

  /** The port at which it receives. */
  public int port() {
    return port;
  }

  /** By what senders of informs know it. */
  public Octets engineId() {
    return users.engineId();
  }

  /** What it did until now. */
  public SnmpTrapCounts counts() {
    Map<SnmpTrapRefusal, Long> refused = new EnumMap<>(SnmpTrapRefusal.class);
    refused.putAll(refusals.counts());
    long notKeptUp = datagrams.dropped() + queue.givenUp();
    if (notKeptUp > 0) {
      refused.merge(SnmpTrapRefusal.NOT_KEPT_UP, notKeptUp, Long::sum);
    }
    return new SnmpTrapCounts(
        received.sum(),
        queue.taken(),
        repeated.sum(),
        inquired.sum(),
        refused,
        lastAt,
        closed ? "it is closed" : datagrams.failure());
  }

  private void wake() {
    Wakeup running = wakeup;
    if (running != null) { // the first packet may come before it is set
      running.wake();
    }
  }

  private long turn(long now) {
    for (int i = 0; i < BATCH && !closed; i++) {
      Datagrams.Packet packet = datagrams.poll();
      if (packet == null) {
        return refusals.summarize(now);
      }
      take(packet, time.nanoTime());
    }
    refusals.summarize(now);
    return now;
  }

  private void take(Datagrams.Packet packet, long now) {
    received.increment();
    byte[] message = packet.message().array();
    InetSocketAddress from = packet.from();
    try {
      Incoming incoming = read(message, from, now);
      if (incoming instanceof Incoming.Notification notification) {
        take(notification, message.length, now);
      } else if (incoming instanceof Incoming.Inquiry inquiry) {
        answer(inquiry, from, now);
      }
    } catch (RefusedTrapException e) {
      refusals.add(from, e, now);
    } catch (IOException | RuntimeException e) {
      refusals.add(from, new RefusedTrapException(SnmpTrapRefusal.MALFORMED), now);
    }
  }

  private Incoming read(byte[] message, InetSocketAddress from, long now)
      throws IOException, RefusedTrapException {
    MessageReader in = new MessageReader(message);
    in.sequence();
    Incoming.Gate gate = () -> pass(limits, from, now);
    return switch (in.integer()) {
      case CommunityTraps.VERSION_1, CommunityTraps.VERSION_2C ->
          communities.read(message, from, time.instant(), gate);
      case VERSION_3 -> users.read(message, from, time.instant(), gate);
      default -> throw new RefusedTrapException(SnmpTrapRefusal.NO_NOTIFICATION);
    };
  }

  private static void pass(TrapLimits limits, InetSocketAddress from, long now)
      throws RefusedTrapException {
    if (!limits.allow(from.getAddress(), now)) {
      throw new RefusedTrapException(SnmpTrapRefusal.BEYOND_LIMITS);
    }
  }

  /** An inform is acknowledged once it is kept, and again whenever it comes again. */
  private void take(Incoming.Notification notification, int bytes, long now)
      throws RefusedTrapException {
    SnmpTrap trap = notification.trap();
    if (trap.isInform() && informs.has(notification, now)) {
      repeated.increment();
    } else if (queue.offer(trap, bytes)) {
      lastAt = trap.at();
    } else {
      throw new RefusedTrapException(SnmpTrapRefusal.NOT_KEPT_UP);
    }
    if (trap.isInform()) {
      informs.add(notification, now);
      send(notification.acknowledgement().get(), trap.from());
    }
  }

  private void answer(Incoming.Inquiry inquiry, InetSocketAddress from, long now)
      throws RefusedTrapException {
    pass(inquiries, from, now);
    inquired.increment();
    send(inquiry.report().bytes(), from);
  }

  private void send(byte[] message, InetSocketAddress to) {
    try {
      datagrams.send(to.getAddress(), to.getPort(), message);
    } catch (IOException | RuntimeException e) {
      log.debug("SNMP_TRAP_UNANSWERED {} could not be answered: {}", to, e.toString());
    }
  }

  /** Ends it within a few seconds; nothing is handed over any more, also of what waits. */
  @Override
  public void close() {
    closed = true;
    wakeup.close();
    datagrams.close();
    queue.close();
    try {
      wakeup.awaitEnd(CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
