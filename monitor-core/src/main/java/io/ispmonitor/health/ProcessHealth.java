package io.ispmonitor.health;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What our process takes of the machine; the whole process, with all that the host application does
 * in it. Sizes are in bytes.
 *
 * @param heapUsed how much of the heap is in use, garbage included
 * @param heapCommitted how much heap the process has taken from the system
 * @param heapMax how large the heap may become
 * @param heapShareHeld the share of the heap that was still in use after the collection of the last
 *     five minutes that freed most, 0 to 1; null when none was seen
 * @param residentBytes the memory of the process outside the heap included; null where the system
 *     does not tell. Read once a minute
 * @param cpuTime the processor time since the process began; null where the system does not tell.
 *     Read once a minute
 * @param cpuShare the use of processors in the last five minutes as a share of one of them, so that
 *     it may be above 1; null while unknown
 * @param disks the disks that the host named
 */
public record ProcessHealth(
    long heapUsed,
    long heapCommitted,
    long heapMax,
    @Nullable Double heapShareHeld,
    @Nullable Long residentBytes,
    @Nullable Duration cpuTime,
    @Nullable Double cpuShare,
    List<DiskHealth> disks) {

  /** Copies the list. */
  public ProcessHealth {
    disks = List.copyOf(disks);
  }
}
