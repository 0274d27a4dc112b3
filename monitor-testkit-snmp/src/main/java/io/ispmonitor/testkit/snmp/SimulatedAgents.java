package io.ispmonitor.testkit.snmp;

import io.ispmonitor.testkit.snmp.internal.Access;
import io.ispmonitor.testkit.snmp.internal.Cryptography;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any number of SNMP agents on loopback, over one thread; a second one is made once an agent is
 * slow on purpose. Each has a socket and an engine of its own, so ten thousand of them need as many
 * open files. Thread-safe. To be closed, which closes all agents.
 *
 * <pre>{@code
 * try (SimulatedAgents agents = SimulatedAgents.open()) {
 *   SimulatedAgent tower = agents.add().put(SYS_NAME, new SnmpValue.Text(Octets.ofText("tower-7")));
 *   SnmpReply reply = snmp.get(tower.target(credentials), SYS_NAME).get();
 *   tower.suffer(AgentFault.silent());
 * }
 * }</pre>
 */
public final class SimulatedAgents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SimulatedAgents.class);

  private final TimeSource time;
  private final Access access;
  private final Places places;
  private final Cryptography cryptography = new Cryptography();
  private final AgentLoop loop;
  private final LatePackets late;
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private @Nullable DatagramChannel elsewhere;
  private boolean closed;

  private SimulatedAgents(AgentOptions options) throws IOException {
    ThreadFactory given = options.threads();
    ThreadFactory threads = given != null ? given : SimulatedAgents::daemon;
    this.time = options.time();
    this.access = new Access(options.accepted());
    this.places = new Places(options.first());
    this.late = new LatePackets(time, threads);
    this.loop = new AgentLoop(threads);
  }

  private static Thread daemon(Runnable run) {
    Thread thread = new Thread(run);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A place for agents, with the usual options.
   *
   * @throws UncheckedIOException when the machine does not let us
   */
  public static SimulatedAgents open() {
    return open(AgentOptions.defaults());
  }

  /**
   * A place for agents.
   *
   * @throws UncheckedIOException when the machine does not let us
   */
  public static SimulatedAgents open(AgentOptions options) {
    try {
      return new SimulatedAgents(options);
    } catch (IOException e) {
      throw new UncheckedIOException("simulated agents: nothing could be opened to wait with", e);
    }
  }

  /** An agent that has no object yet. */
  public SimulatedAgent add() {
    return add(ObjectTable.empty());
  }

  /**
   * An agent that has these objects and answers at once.
   *
   * @throws UncheckedIOException when it gets no socket
   */
  public SimulatedAgent add(ObjectTable objects) {
    return add(objects, null);
  }

  /**
   * A router with the name of its model.
   *
   * @throws UncheckedIOException when it gets no socket
   */
  public SimulatedRouter add(RouterModel model) {
    return add(model, model.name());
  }

  /**
   * A router.
   *
   * @param name its {@code sysName}
   * @throws UncheckedIOException when it gets no socket
   */
  public SimulatedRouter add(RouterModel model, String name) {
    SimulatedRouter router = new SimulatedRouter(model, name);
    router.runsAs(add(model.table(0), router));
    return router;
  }

  private synchronized SimulatedAgent add(ObjectTable objects, @Nullable SimulatedRouter router) {
    if (closed) {
      throw new IllegalStateException("simulated agents: they are closed; open others");
    }
    InetSocketAddress place = places.next();
    try {
      DatagramChannel channel = bound(place);
      InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
      places.taken(address.getPort());
      SimulatedAgent agent =
          new SimulatedAgent(this, agents.size(), channel, address, objects, access, router);
      agents.add(agent);
      loop.serve(agent, channel);
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "simulated agent %d: no socket at %s: %s; choose another address or port, or allow more open files"
              .formatted(agents.size() + 1, place, e.getMessage()),
          e);
    }
  }

  private static DatagramChannel bound(InetSocketAddress place) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      return channel.bind(place);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** All agents, in the order they were added, also those that were closed. */
  public synchronized List<SimulatedAgent> agents() {
    return List.copyOf(agents);
  }

  TimeSource time() {
    return time;
  }

  Cryptography cryptography() {
    return cryptography;
  }

  LatePackets late() {
    return late;
  }

  /** Sends from a socket that belongs to no agent. */
  synchronized void sendFromElsewhere(byte[] packet, InetSocketAddress to) throws IOException {
    if (closed) {
      return;
    }
    if (elsewhere == null) {
      elsewhere = bound(new InetSocketAddress(Places.loopback(), 0));
    }
    elsewhere.send(ByteBuffer.wrap(packet), to);
  }

  /** Ends all agents, within two seconds. Does nothing the second time. */
  @Override
  public void close() {
    List<SimulatedAgent> all;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      all = List.copyOf(agents);
    }
    late.close();
    try {
      loop.close();
      if (elsewhere != null) {
        elsewhere.close();
      }
    } catch (IOException e) {
      log.warn("SIMULATED_AGENTS_FAILED they could not be closed: {}", e.toString());
    }
    all.forEach(SimulatedAgent::close);
  }
}
