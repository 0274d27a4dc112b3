package io.ispmonitor.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.InMemoryMetricStore;
import io.ispmonitor.metric.Layout;
import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.Readings;
import io.ispmonitor.metric.SampleBatch;
import io.ispmonitor.metric.SeriesBlock;
import io.ispmonitor.metric.SeriesRegistry;
import io.ispmonitor.metric.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What stores take of a heap, measured in a JVM that does nothing else: beside other tests, what
 * those leave behind would be counted.
 */
final class StoreHeap {
  static final Layout PING =
      Layout.of(
          Metric.gauge("ping.rtt", Unit.SECONDS, 1e-6),
          Metric.gauge("ping.loss", Unit.RATIO, 1e-3));

  private static final long START = TimeUnit.SECONDS.toNanos(1_800_000_000L);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);

  private StoreHeap() {}

  /**
   * The bytes of the heap for each byte that the stores say they use.
   *
   * @param budget of each store, in bytes
   */
  static double perByteCounted(Path directory, int stores, long budget, int devices, int rows)
      throws Exception {
    Path output = directory.resolve("heap.txt");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                StoreHeap.class.getName(),
                Integer.toString(stores),
                Long.toString(budget),
                Integer.toString(devices),
                Integer.toString(rows))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(jvm.waitFor(120, TimeUnit.SECONDS), "the measuring JVM ends");
    } finally {
      jvm.destroyForcibly();
    }
    String said = Files.readString(output).strip();
    assertEquals(0, jvm.exitValue(), said);
    List<String> numbers = List.of(said.split(" "));
    return Double.parseDouble(numbers.get(0)) / Double.parseDouble(numbers.get(1));
  }

  /** Says what is used and what was counted. Arguments: stores, budget, devices, rows. */
  public static void main(String[] arguments) {
    long budget = Long.parseLong(arguments[1]);
    int rows = Integer.parseInt(arguments[3]);
    SeriesRegistry registry = new SeriesRegistry();
    SeriesBlock[] blocks = blocks(registry, Integer.parseInt(arguments[2]));
    InMemoryMetricStore[] stores = new InMemoryMetricStore[Integer.parseInt(arguments[0])];
    fill(InMemoryMetricStore.holding(budget), blocks, 1, new Random(1));
    long before = usedHeap();
    long counted = 0;
    for (int i = 0; i < stores.length; i++) {
      stores[i] = InMemoryMetricStore.holding(budget);
      fill(stores[i], blocks, rows, new Random(11));
      counted += stores[i].bytes();
    }
    System.out.println((usedHeap() - before) + " " + counted);
    if (stores[0].acceptedThrough() != (long) rows * blocks.length
        || registry.block("device-0", PING) != blocks[0]) {
      throw new AssertionError("a store or the registry was not used to the end");
    }
  }

  static SeriesBlock[] blocks(SeriesRegistry registry, int devices) {
    SeriesBlock[] blocks = new SeriesBlock[devices];
    for (int device = 0; device < devices; device++) {
      blocks[device] = registry.block("device-" + device, PING);
    }
    return blocks;
  }

  /** Rows as they are in life: some milliseconds early or late, most answers within 30 ms. */
  static void fill(InMemoryMetricStore store, SeriesBlock[] blocks, int rows, Random random) {
    for (int row = 0; row < rows; row++) {
      for (SeriesBlock block : blocks) {
        long jitter = random.nextInt(4_000_000);
        boolean lost = random.nextInt(100) == 0;
        Readings readings =
            lost
                ? Readings.in(PING).gap(0, Gap.SILENT).set(1, 1).build()
                : Readings.of(PING, 0.002 + random.nextDouble() * 0.03, 0);
        store.append(new SampleBatch(block, START + row * INTERVAL + jitter, readings));
      }
    }
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
