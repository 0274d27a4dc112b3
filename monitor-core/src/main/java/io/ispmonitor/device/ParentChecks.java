package io.ispmonitor.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Refuses parents that do not exist, and circles. */
final class ParentChecks {
  private static final int MOST_NAMED = 20;

  private ParentChecks() {}

  /**
   * Refuses devices that name unknown parents.
   *
   * @param where where the parent is missing, and what to do
   */
  static void refuseUnknown(Collection<Device> devices, Predicate<String> known, String where) {
    for (Device device : devices) {
      for (String parent : device.parents()) {
        if (!known.test(parent)) {
          throw new IllegalArgumentException(
              "device '%s' names the parent '%s', which is not %s"
                  .formatted(device.id(), parent, where));
        }
      }
    }
  }

  /**
   * Refuses circles that can be reached from these devices.
   *
   * @param follow the device of an id, null where the way up need not be followed
   */
  static void refuseCircle(Collection<Device> from, Function<String, @Nullable Device> follow) {
    Set<String> done = new HashSet<>();
    for (Device device : from) {
      walkUp(device, follow, done);
    }
  }

  /** Depth first, with a stack of its own: a chain may be longer than the thread's stack. */
  private static void walkUp(
      Device start, Function<String, @Nullable Device> follow, Set<String> done) {
    Deque<Iterator<String>> open = new ArrayDeque<>();
    Deque<String> path = new ArrayDeque<>();
    Set<String> onPath = new HashSet<>();
    Device entered = start;
    while (entered != null || !open.isEmpty()) {
      if (entered != null && done.add(entered.id())) {
        path.addLast(entered.id());
        onPath.add(entered.id());
        open.addLast(entered.parents().iterator());
      }
      entered = null;
      if (open.isEmpty()) {
        return;
      }
      if (open.getLast().hasNext()) {
        String parent = open.getLast().next();
        if (onPath.contains(parent)) {
          throw circle(path, parent);
        }
        entered = follow.apply(parent);
      } else {
        open.removeLast();
        onPath.remove(path.removeLast());
      }
    }
  }

  private static IllegalArgumentException circle(Deque<String> path, String closing) {
    Set<String> circle = new LinkedHashSet<>(path);
    circle.removeAll(before(path, closing));
    List<String> named = new ArrayList<>(circle);
    int hidden = Math.max(0, named.size() - MOST_NAMED);
    String way = String.join(" -> ", named.subList(0, named.size() - hidden));
    String more = hidden == 0 ? "" : " -> (" + hidden + " more)";
    String second = named.size() > 1 ? named.get(1) : closing;
    return new IllegalArgumentException(
        ("device '%s' names the parent '%s', which closes the circle %s%s -> %s; "
                + "leave one of these dependencies out")
            .formatted(closing, second, way, more, closing));
  }

  private static Set<String> before(Deque<String> path, String id) {
    Set<String> before = new HashSet<>();
    for (String passed : path) {
      if (passed.equals(id)) {
        break;
      }
      before.add(passed);
    }
    return before;
  }
}
