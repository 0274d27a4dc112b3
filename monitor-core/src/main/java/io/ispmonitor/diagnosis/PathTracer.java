package io.ispmonitor.diagnosis;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sends echoes that live for a given number of hops, so that the routers on the way show
 * themselves. With a number that is large enough it is a ping.
 *
 * <p>No method may block, and none throws for anything the network does: where no echo can be sent,
 * every echo ends as {@link HopAnswer.Unsent}, which says why. How many hops are asked, how often
 * and when to stop is the business of whoever asks.
 */
public interface PathTracer {

  /** The hop limit that an ordinary echo leaves with. */
  int ANY_DISTANCE = 64;

  /**
   * Begins to ask one address. Called from any thread.
   *
   * @param to the address at the far end
   */
  Trace begin(InetAddress to);

  /** What is asked of one address. */
  interface Trace extends AutoCloseable {

    /**
     * Sends one echo, soon.
     *
     * @param hopLimit how many hops it lives, 1 to 255: the router that many hops away tells that
     *     it expired there
     * @param wait how long to wait for an answer; more than 0
     * @param answer told what came of it, once, on any thread, at the latest soon after the wait;
     *     not at all once the trace is closed
     * @throws IllegalArgumentException when the hop limit or the wait is outside its range
     */
    void send(int hopLimit, Duration wait, Consumer<HopAnswer> answer);

    /** Lets go of what the trace holds. Nobody is told anything more. May be repeated. */
    @Override
    void close();
  }
}
