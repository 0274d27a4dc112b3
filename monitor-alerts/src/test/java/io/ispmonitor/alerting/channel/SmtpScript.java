package io.ispmonitor.alerting.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers as it was told: by what a command begins with, or 250. Everything it
 * was sent is kept. The reply {@code hang} is none at all.
 */
final class SmtpScript implements AutoCloseable {
  static final String HANG = "hang";

  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final boolean isImplicit;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final Map<String, String> once = new ConcurrentHashMap<>();
  private final CountDownLatch silent = new CountDownLatch(1);
  final List<String> received = new CopyOnWriteArrayList<>();
  final List<String> mails = new CopyOnWriteArrayList<>();

  SmtpScript(@Nullable SSLContext tls, boolean isImplicit) throws IOException {
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.tls = tls;
    this.isImplicit = isImplicit;
  }

  static SmtpScript clear() throws IOException {
    return new SmtpScript(null, false);
  }

  SmtpScript when(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  /** The reply to the next such command alone. */
  SmtpScript once(String command, String reply) {
    once.put(command, reply);
    return this;
  }

  /** Nobody gets an answer to {@code MAIL} any more; comes down when one was asked for. */
  CountDownLatch silence() {
    replies.put("MAIL", HANG);
    return silent;
  }

  SmtpScript started() {
    Thread thread = new Thread(this::accept, "smtp-script");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(isImplicit ? secured(socket) : socket);
      } catch (IOException e) {
        // the next one
      }
    }
  }

  private Socket secured(Socket socket) throws IOException {
    if (tls == null) {
      throw new IOException("no TLS here");
    }
    SSLSocket secured =
        (SSLSocket)
            tls.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private void talk(Socket given) throws IOException {
    Socket socket = given;
    BufferedReader in = reader(socket);
    say(socket, replies.getOrDefault("greeting", "220 script"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      received.add(line);
      String reply = reply(line);
      if (reply.equals(HANG)) {
        silent.countDown();
        continue;
      }
      say(socket, reply);
      if (line.equals("STARTTLS")) {
        socket = secured(socket);
        in = reader(socket);
      } else if (line.equals("DATA") && reply.startsWith("354")) {
        mails.add(data(in));
        say(socket, replies.getOrDefault(".", "250 taken"));
      }
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      mail.append(line).append("\r\n");
    }
    return mail.toString();
  }

  private String reply(String line) {
    Optional<String> command = once.keySet().stream().filter(line::startsWith).findFirst();
    if (command.isPresent()) {
      return Objects.requireNonNull(once.remove(command.get()));
    }
    for (Map.Entry<String, String> scripted : replies.entrySet()) {
      if (line.startsWith(scripted.getKey())) {
        return scripted.getValue();
      }
    }
    if (line.startsWith("EHLO")) {
      String offers = tls == null || isImplicit ? "" : "250-STARTTLS\r\n";
      return "250-script\r\n" + offers + "250 AUTH PLAIN LOGIN";
    }
    if (line.startsWith("AUTH")) {
      return "235 welcome";
    }
    if (line.equals("STARTTLS")) {
      return "220 go ahead";
    }
    return line.equals("DATA") ? "354 go ahead" : "250 fine";
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
