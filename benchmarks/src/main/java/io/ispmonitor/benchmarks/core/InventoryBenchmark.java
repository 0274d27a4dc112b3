package io.ispmonitor.benchmarks.core;

import io.ispmonitor.device.Device;
import io.ispmonitor.device.Inventory;
import io.ispmonitor.device.InventoryDiff;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An inventory in which every device but the first depends on another, fifty on each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class InventoryBenchmark {
  private static final int CHILDREN = 50;

  /** How many devices there are. */
  @Param("100000")
  private int devices;

  private List<Device> all = List.of();
  private List<Device> again = List.of();
  private final Inventory filled = new Inventory();

  /** For the harness. */
  public InventoryBenchmark() {}

  /** Makes the devices twice, as a host does that reads them from its database anew. */
  @Setup
  public void make() throws UnknownHostException {
    all = made();
    again = made();
    filled.addAll(all);
  }

  private List<Device> made() throws UnknownHostException {
    List<Device> made = new ArrayList<>(devices);
    for (int i = 0; i < devices; i++) {
      byte[] address = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      Device.Builder device =
          Device.named("device-" + i)
              .address(InetAddress.getByAddress(address))
              .label("region", "north");
      made.add((i == 0 ? device : device.parent("device-" + (i - 1) / CHILDREN)).build());
    }
    return made;
  }

  /** All devices come into an empty inventory. */
  @Benchmark
  public InventoryDiff load() {
    return new Inventory().addAll(all);
  }

  /** All devices come again and none has changed. */
  @Benchmark
  public InventoryDiff syncUnchanged() {
    return filled.sync(again);
  }
}
