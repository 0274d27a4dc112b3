package io.ispmonitor.testkit.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that takes what comes in for any number of agents. */
final class AgentLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AgentLoop.class);
  private static final int MOST_BYTES = 65_535;
  private static final long CLOSE_MILLIS = 1_000;
  private static final long AFTER_FAILURE = Duration.ofMillis(100).toNanos();

  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
  private volatile boolean closed;

  AgentLoop(ThreadFactory threads) throws IOException {
    this.selector = Selector.open();
    this.thread = threads.newThread(this::run);
    thread.setName("ispmonitor-simulated-agents");
    thread.start();
  }

  /** Takes from now on what comes in for this agent. */
  void serve(SimulatedAgent agent, DatagramChannel channel) throws ClosedChannelException {
    channel.register(selector, SelectionKey.OP_READ, agent);
    selector.wakeup();
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(this::receive);
      } catch (ClosedSelectorException e) {
        return;
      } catch (IOException e) {
        log.warn(
            "SIMULATED_AGENTS_FAILED the agents' sockets can not be watched: {}", e.toString());
        LockSupport.parkNanos(AFTER_FAILURE);
      }
    }
  }

  /** One packet: where there are more, the socket is ready again. Nothing ends the loop. */
  private void receive(SelectionKey key) {
    SimulatedAgent agent = (SimulatedAgent) key.attachment();
    try {
      buffer.clear();
      InetSocketAddress from =
          (InetSocketAddress) ((DatagramChannel) key.channel()).receive(buffer);
      if (from != null) {
        byte[] message = new byte[buffer.flip().remaining()];
        buffer.get(message);
        agent.take(message, from);
      }
    } catch (ClosedChannelException e) {
      key.cancel(); // the agent was closed meanwhile
    } catch (IOException e) {
      log.debug("{} could not receive or answer, as if a packet was lost", agent, e);
    } catch (RuntimeException | Error e) {
      log.warn("SIMULATED_AGENT_FAILED {} failed on a packet", agent, e);
    }
  }

  /** Ends the thread; the sockets belong to the agents. */
  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      if (thread != Thread.currentThread()) {
        thread.join(CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
  }
}
