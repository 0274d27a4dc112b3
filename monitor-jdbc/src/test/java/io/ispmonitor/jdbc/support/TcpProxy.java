package io.ispmonitor.jdbc.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a program and a server on loopback, and breaks what passes through. */
public final class TcpProxy implements AutoCloseable {
  private static final byte[] COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);
  private static final int CONNECT_MILLIS = 2_000;

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger commitsToHide = new AtomicInteger();
  private final AtomicInteger hidden = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicLong bytesUntilCut = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean isRefusing;
  private volatile boolean isFrozen;
  private volatile boolean isClosed;

  /** Listens on a port of its own. */
  public TcpProxy(String host, int port) {
    this.server = new InetSocketAddress(host, port);
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Thread(this::accept, "proxy").start();
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Ends connections as soon as they are made, or lets them be. */
  public void refuse(boolean isIt) {
    isRefusing = isIt;
  }

  /** Lets nothing through, on old connections and new ones, or goes on where it was. */
  public void freeze(boolean isIt) {
    isFrozen = isIt;
  }

  /** Ends all connections. */
  public void cut() {
    links.forEach(Link::close);
  }

  /** Ends a connection when so many bytes more have gone to the server. */
  public void cutAfter(long bytes) {
    bytesUntilCut.set(bytes);
  }

  /** Passes so many commits on and ends their connections before the answer arrives. */
  public void hideCommits(int count) {
    commitsToHide.set(count);
  }

  /** How many commits were hidden. */
  public int hidden() {
    return hidden.get();
  }

  /** How many connections were cut after some bytes. */
  public int cuts() {
    return cut.get();
  }

  private void accept() {
    while (!isClosed) {
      try {
        Socket client = listener.accept();
        if (isRefusing) {
          client.close();
        } else {
          new Link(client).start();
        }
      } catch (IOException e) {
        if (!isClosed) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  /** A connection that passes through. */
  private final class Link {
    private final Socket client;
    private final Socket target = new Socket();
    private volatile boolean isAnswerHidden;

    Link(Socket client) {
      this.client = client;
    }

    void start() {
      try {
        target.connect(server, CONNECT_MILLIS);
      } catch (IOException e) {
        close(); // as the server would
        return;
      }
      links.add(this);
      new Thread(() -> pump(client, target, true), "proxy-up").start();
      new Thread(() -> pump(target, client, false), "proxy-down").start();
    }

    private void pump(Socket from, Socket to, boolean isUp) {
      byte[] buffer = new byte[8192];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          while (isFrozen && !isClosed) {
            Pause.aMoment();
          }
          if (isUp && isToBeCut(buffer, read)) {
            out.write(buffer, 0, read / 2);
            break;
          }
          if (!isUp && isAnswerHidden) {
            hidden.incrementAndGet();
            break;
          }
          out.write(buffer, 0, read);
          out.flush();
        }
      } catch (IOException e) {
        close(); // one of them is gone
      }
      close();
    }

    /** Also notes whether what passes is a commit whose answer is to be hidden. */
    private boolean isToBeCut(byte[] bytes, int count) {
      if (commitsToHide.get() > 0 && hasCommit(bytes, count)) {
        isAnswerHidden = commitsToHide.getAndDecrement() > 0;
      }
      if (bytesUntilCut.get() < Long.MAX_VALUE && bytesUntilCut.addAndGet(-count) <= 0) {
        bytesUntilCut.set(Long.MAX_VALUE);
        cut.incrementAndGet();
        return true;
      }
      return false;
    }

    private static boolean hasCommit(byte[] bytes, int count) {
      for (int i = 0; i + COMMIT.length <= count; i++) {
        int same = 0;
        while (same < COMMIT.length && bytes[i + same] == COMMIT[same]) {
          same++;
        }
        if (same == COMMIT.length) {
          return true;
        }
      }
      return false;
    }

    void close() {
      links.remove(this);
      try (client) {
        target.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
