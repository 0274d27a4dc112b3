package io.ispmonitor.internal.gauge;

import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What our process takes of the machine: heap, resident memory, processor. What the operating
 * system has to be asked for is asked by {@link #look()} alone, which may take a while; all else is
 * at once.
 */
public final class ProcessGauge {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final long KIB = 1_024;

  private final Recent recent;
  private final TimeSource time;
  private final Peak free = new Peak();
  private final CpuUse cpu = new CpuUse();
  private long lastUsed;
  private volatile @Nullable Duration cpuTime;
  private volatile @Nullable Double cpuShare;
  private volatile @Nullable Long residentBytes;

  /** Begins now. */
  public ProcessGauge(Recent recent, TimeSource time) {
    this.recent = recent;
    this.time = time;
    noteCpu();
    recent.follow(free);
    noteHeap();
  }

  /** Asks the operating system. May block. */
  public void look() {
    residentBytes = readResidentBytes();
    noteCpu();
    cpuShare = cpu.share();
  }

  private void noteCpu() {
    Duration used = readCpuTime();
    cpuTime = used;
    if (used != null) {
      cpu.note(time.nanoTime(), used.toNanos());
    }
  }

  /**
   * Notes how full the heap is, once a second or so. Only what is left after a collection tells
   * whether it is too small: a heap full of garbage is a good one. By one thread at a time.
   */
  public void noteHeap() {
    long used = heapUsed();
    if (used < lastUsed) {
      free.note(heapMax() - used);
    }
    lastUsed = used;
  }

  /** How much of the heap is in use, garbage included. */
  public long heapUsed() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** How much of the heap the process has taken from the system. */
  public long heapCommitted() {
    return Runtime.getRuntime().totalMemory();
  }

  /** How large the heap may become. */
  public long heapMax() {
    return Runtime.getRuntime().maxMemory();
  }

  /**
   * The share of the heap that was left in use by the recent collection that freed most; null when
   * none was seen.
   */
  public @Nullable Double heapShareHeld() {
    long mostFree = free.recent(recent);
    return mostFree == Peak.NOTHING
        ? null
        : (Double) Math.max(0, 1 - mostFree / (double) heapMax());
  }

  /** How much memory the process holds; null where the system does not tell. */
  public @Nullable Long residentBytes() {
    return residentBytes;
  }

  /** The processor time of the process so far; null where the system does not tell. */
  public @Nullable Duration cpuTime() {
    return cpuTime;
  }

  /** The recent use of processors as a share of one of them; null while unknown. */
  public @Nullable Double cpuShare() {
    return cpuShare;
  }

  private static @Nullable Duration readCpuTime() {
    Optional<Duration> total = ProcessHandle.current().info().totalCpuDuration();
    return total.orElse(null);
  }

  /** Linux only; there is no such file elsewhere. */
  private static @Nullable Long readResidentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(RESIDENT)) {
          String kibibytes = line.substring(RESIDENT.length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) * KIB;
        }
      }
    } catch (IOException | RuntimeException e) {
      return null; // not Linux, or not allowed
    }
    return null;
  }
}
