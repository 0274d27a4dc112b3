package io.ispmonitor.benchmarks.scale;

import io.ispmonitor.device.Device;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of 10.0.0.0/8, all of which the loopback device answers for, and which of them are made
 * silent: by a route of their own to a device that drops. For one thread, but for the questions
 * when a device changed.
 */
final class Field {
  private static final int BASE = 10 << 24 | 1 << 16;
  private static final String PREFIX = "device-";

  private final int size;
  private final BitSet silent = new BitSet();
  private final Random random = new Random(1);

  /** When a device was made silent, or let answer again, last. */
  private final Map<Integer, Instant> changedAt = new HashMap<>();

  Field(int size) {
    this.size = size;
  }

  List<Device> devices() {
    List<Device> devices = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      devices.add(Device.of(PREFIX + i, address(i)));
    }
    return devices;
  }

  private static InetAddress address(int number) {
    int bits = BASE + number;
    byte[] bytes = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes this share of all devices silent. */
  void silence(double share) throws IOException, InterruptedException {
    change((int) (size * share), 0);
  }

  /** Makes some that answer silent, and lets as many silent ones answer. */
  void change(int toSilence, int toRevive) throws IOException, InterruptedException {
    List<Integer> silenced = pick(toSilence, false);
    List<Integer> revived = pick(toRevive, true);
    Instant now = Instant.now();
    synchronized (this) {
      silenced.forEach(number -> note(number, true, now));
      revived.forEach(number -> note(number, false, now));
    }
    route("add", silenced);
    route("del", revived);
  }

  private void note(int number, boolean isSilent, Instant now) {
    silent.set(number, isSilent);
    changedAt.put(number, now);
  }

  private List<Integer> pick(int count, boolean silentOnes) {
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < count) {
      int number = random.nextInt(size);
      if (silent.get(number) == silentOnes && !picked.contains(number)) {
        picked.add(number);
      }
    }
    return picked;
  }

  /** In the table that says what is local, where a longer prefix goes before the whole network. */
  private static void route(String verb, Collection<Integer> numbers)
      throws IOException, InterruptedException {
    if (numbers.isEmpty()) {
      return;
    }
    StringBuilder batch = new StringBuilder();
    for (int number : numbers) {
      String address = address(number).getHostAddress();
      batch.append("route ").append(verb).append(' ').append(address);
      batch.append("/32 via 172.16.0.2 dev drop table local\n");
    }
    Process ip =
        new ProcessBuilder("ip", "-batch", "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = ip.getOutputStream()) {
      in.write(batch.toString().getBytes(StandardCharsets.US_ASCII));
    }
    int status = ip.waitFor();
    if (status != 0) {
      throw new IOException("ip -batch ended with " + status);
    }
  }

  synchronized boolean isSilent(String device) {
    return silent.get(number(device));
  }

  synchronized @Nullable Instant changedAt(String device) {
    return changedAt.get(number(device));
  }

  synchronized int silent() {
    return silent.cardinality();
  }

  private static int number(String device) {
    return Integer.parseInt(device.substring(PREFIX.length()));
  }
}
