package io.ispmonitor.app.real;

import java.io.IOException;

/**
 * A router and two radios in a network namespace of their own, at the end of a cable that can be
 * cut: all three fall silent then. Closing it takes the namespace away with all that is in it.
 */
final class Tower implements AutoCloseable {
  private static final int PLACES = 120;

  private final String namespace;
  private final int network;

  /**
   * Builds it.
   *
   * @param number 0 or 1
   */
  Tower(int number) throws IOException, InterruptedException {
    long process = ProcessHandle.current().pid();
    namespace = "ispmon-tower-%d-%d".formatted(process, number);
    network = (int) (process % PLACES) * 2 + number;
    String end = "it%dx%d".formatted(number, process);
    Shell.run("ip netns add " + namespace);
    boolean stands = false;
    try {
      Shell.run("ip link add %s type veth peer name t netns %s".formatted(end, namespace));
      Shell.run("ip addr add %s/24 dev %s".formatted(address(1), end));
      Shell.run("ip link set dev %s up".formatted(end));
      for (String address : new String[] {router(), radio(1), radio(2)}) {
        inside("ip addr add %s/24 dev t".formatted(address));
      }
      mend();
      stands = true;
    } finally {
      if (!stands) {
        close();
      }
    }
  }

  /** Of the range for tests of devices, RFC 2544. */
  private String address(int host) {
    return "198.19.%d.%d".formatted(network, host);
  }

  String router() {
    return address(2);
  }

  /** Its radio 1 or 2. */
  String radio(int which) {
    return address(10 + which);
  }

  /** Nothing gets there any more, nor back. */
  void cut() throws IOException, InterruptedException {
    inside("ip link set dev t down");
  }

  void mend() throws IOException, InterruptedException {
    inside("ip link set dev t up");
  }

  private void inside(String command) throws IOException, InterruptedException {
    Shell.run("ip netns exec %s %s".formatted(namespace, command));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Shell.run("ip netns del " + namespace);
  }
}
