package io.ispmonitor.metric;

import java.util.ArrayList;
import java.util.List;

/** Tells which series there are of a device. Called by any thread; may wait for a database. */
@FunctionalInterface
public interface KnownSeries {

  /** The series of a device, each once; none for a device that nobody knows. */
  List<SeriesKey> of(String device);

  /** Those that were numbered in this process. */
  static KnownSeries in(SeriesRegistry registry) {
    return device -> {
      List<SeriesKey> keys = new ArrayList<>();
      for (SeriesBlock block : registry.blocks(device)) {
        for (int column = 0; column < block.layout().size(); column++) {
          keys.add(block.key(column));
        }
      }
      return keys.stream().distinct().toList();
    };
  }
}
