package io.ispmonitor.icmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A network namespace of a test's own; closing it takes it away with all that is in it. */
final class Namespace implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final long LIMIT_SECONDS = 120;

  private final String name =
      "ispmon-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();

  private Namespace() {}

  /**
   * A namespace in which only the loopback interface is up. IPv6 addresses are good at once: a
   * router whose own are still tentative (RFC 4862, section 5.4) cannot ask for its neighbours.
   */
  static Namespace create() {
    Namespace namespace = new Namespace();
    sh("ip netns add " + namespace.name);
    namespace.run(
        "sysctl -e -q -w net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0");
    namespace.run("ip link set lo up");
    return namespace;
  }

  /** Lets every group use datagram ICMP sockets. */
  Namespace allowPing() {
    return run("sysctl -q -w net.ipv4.ping_group_range=0\\ 2147483647");
  }

  /** Joins two namespaces by a cable; the ends are called {@code end}. */
  void connect(Namespace other, String end, String otherEnd) {
    sh(
        "ip link add name %s netns %s type veth peer name %s netns %s"
            .formatted(end, name, otherEnd, other.name));
    run("ip link set dev " + end + " up");
    other.run("ip link set dev " + otherEnd + " up");
  }

  /** Runs a shell command inside. */
  Namespace run(String command) {
    sh("ip netns exec " + name + " " + command);
    return this;
  }

  /** Starts a command inside, its output and errors in one stream. */
  Process start(String... command) {
    try {
      return inside(List.of(command)).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A JVM of its own inside, as root, yet to be started. */
  ProcessBuilder jvm(Class<?> main) {
    return inside(java(System.getProperty("java.class.path"), main.getName()));
  }

  /** Runs a scenario in a JVM of its own inside, as root. */
  String scenario(String scenario, String... arguments) {
    return scenario(List.of(), scenario, arguments);
  }

  /** Runs a scenario in a JVM of its own inside, as a user without any privilege. */
  String scenarioAsNobody(String scenario, String... arguments) {
    return scenario(
        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
        scenario,
        arguments);
  }

  private String scenario(List<String> prefix, String scenario, String... arguments) {
    try (ReadableClassPath classPath = ReadableClassPath.copy()) {
      List<String> words = new ArrayList<>(prefix);
      words.addAll(java(classPath.value(), Scenarios.class.getName()));
      words.add(scenario);
      words.addAll(List.of(arguments));
      return finish(inside(words));
    }
  }

  private static List<String> java(String classPath, String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
        "-cp",
        classPath,
        main);
  }

  private ProcessBuilder inside(List<String> command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
    words.addAll(command);
    return new ProcessBuilder(words);
  }

  /** Runs a shell command outside of all namespaces. */
  static void sh(String command) {
    finish(new ProcessBuilder("sh", "-c", command));
  }

  private static String finish(ProcessBuilder builder) {
    try {
      Path output = Files.createTempFile("ispmon", ".out");
      try {
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new AssertionError(
              (ended ? "failed: " : "did not end: ") + builder.command() + "\n" + text);
        }
        return text;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    sh("ip netns del " + name);
  }
}
