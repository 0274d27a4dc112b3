package io.ispmonitor.app.web;

import io.ispmonitor.app.web.http.Body;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How the HTTP server below is set up: bounded in all that strangers can send. */
final class HttpSettings {
  private static final int MOST_THREADS = 48;
  private static final int FEWEST_THREADS = 4;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_MESSAGE_BYTES = 4 * 1024;
  private static final int GZIP_LEVEL = 5;

  /** What the system holds for one who does not read. */
  private static final int MOST_UNREAD = 128 * 1024;

  private static final Duration SOCKETS_IDLE = Duration.ofMinutes(1);

  private HttpSettings() {}

  static void apply(JavalinConfig config, String host, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Body.MOST_BYTES;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "application/json";
    config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    threads.setName("isp-monitor-http");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(MOST_HEADER_BYTES);
          http.setSendServerVersion(false);
        });
    config.jetty.modifyWebSocketServletFactory(
        sockets -> {
          sockets.setMaxTextMessageSize(MOST_MESSAGE_BYTES);
          sockets.setMaxBinaryMessageSize(MOST_MESSAGE_BYTES);
          sockets.setIdleTimeout(SOCKETS_IDLE);
        });
    config.jetty.modifyServer(HttpSettings::server);
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptedSendBufferSize(MOST_UNREAD);
    return connector;
  }

  private static void server(Server server) {
    server.setStopTimeout(0);
    server.setErrorHandler(new Plain());
  }

  /** What is refused before it comes to a route: a sentence, as everywhere. */
  private static final class Plain extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String sentence =
          "{\"error\":\"the request cannot be understood (status %d); send plain HTTP with short headers\"}"
              .formatted(response.getStatus());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      Content.Sink.write(response, true, sentence, callback);
      return true;
    }
  }
}
