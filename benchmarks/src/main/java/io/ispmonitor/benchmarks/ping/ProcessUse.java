package io.ispmonitor.benchmarks.ping;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What this process has used of the machine, as Linux counts it. */
public final class ProcessUse {
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final Path SELF = Path.of("/proc/self");

  static {
    Native.register("c");
  }

  private ProcessUse() {}

  private static native int clock_gettime(int clock, Memory time);

  /**
   * CPU time of all threads, those of the JVM among them. The bean of the platform counts in steps
   * of 10 ms, which is longer than a thousand pings take.
   */
  public static long cpuNanos() {
    try (Memory time = new Memory(2L * NativeLong.SIZE)) {
      if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, time) != 0) {
        throw new IllegalStateException("clock_gettime of the process failed");
      }
      return time.getLong(0) * 1_000_000_000L + time.getLong(NativeLong.SIZE);
    }
  }

  /** Resident memory at this moment, in kilobytes. */
  public static long residentKilobytes() {
    return status("VmRSS:");
  }

  /** The most resident memory so far, in kilobytes. */
  public static long peakKilobytes() {
    return status("VmHWM:");
  }

  /** CPU time of each living thread by its name; threads of one name are added up. */
  public static Map<String, Long> cpuNanosByThread() {
    Map<String, Long> byName = new TreeMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(SELF.resolve("task"))) {
      for (Path task : tasks) {
        addThread(task, byName);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return byName;
  }

  private static void addThread(Path task, Map<String, Long> byName) throws IOException {
    try {
      String name = Files.readString(task.resolve("comm")).trim();
      String onCpu = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
      byName.merge(name, Long.parseLong(onCpu), Long::sum);
    } catch (NoSuchFileException gone) {
      // The thread ended since the directory was read.
    }
  }

  private static long status(String key) {
    try {
      for (String line : Files.readAllLines(SELF.resolve("status"))) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("/proc/self/status has no " + key);
  }
}
