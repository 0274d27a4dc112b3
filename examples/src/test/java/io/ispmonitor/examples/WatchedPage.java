package io.ispmonitor.examples;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A page that comes and goes, with one port at all its addresses. */
final class WatchedPage {
  private final List<String> hosts = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private int port;
  private boolean isUp = true;
  private int downs;
  private int ups;

  void serveAt(String host) throws IOException {
    hosts.add(host);
    if (isUp) {
      serve(host);
    }
  }

  private void serve(String host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    port = server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    servers.add(server);
  }

  void flip() throws IOException {
    isUp = !isUp;
    if (isUp) {
      ups++;
      for (String host : hosts) {
        serve(host);
      }
    } else {
      downs++;
      close();
    }
  }

  String url(String host) {
    return "http://" + host + ":" + port;
  }

  /** The last flip, in words. */
  String line() {
    return "(%s %s: %d)".formatted(name(), isUp ? "comes" : "goes", isUp ? ups : downs);
  }

  private String name() {
    return "page-" + port;
  }

  /** Whether a line tells of the last flip. */
  boolean isTold(String line) {
    return isTelling(line) && isOfDown(line) != isUp;
  }

  private boolean isTelling(String line) {
    return line.contains(": tells") && line.contains(name());
  }

  private static boolean isOfDown(String line) {
    return line.contains(" is DOWN") && !line.contains("RESOLVED");
  }

  /** What was told more often than it was so, without saying that it may be a repetition. */
  List<String> toldTwice(List<String> said) {
    List<String> tells = said.stream().filter(this::isTelling).toList();
    List<String> sure = tells.stream().filter(line -> !line.contains("(perhaps again)")).toList();
    List<String> twice = new ArrayList<>();
    if (sure.stream().filter(WatchedPage::isOfDown).count() > downs
        || sure.stream().filter(line -> !isOfDown(line)).count() > ups) {
      twice.addAll(tells);
    }
    return twice;
  }

  void close() {
    servers.forEach(server -> server.stop(0));
    servers.clear();
  }
}
