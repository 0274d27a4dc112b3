package io.ispmonitor.internal.path;

import io.ispmonitor.device.Dependency;
import io.ispmonitor.device.Device;
import io.ispmonitor.internal.table.IdTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices as a tree, each before what is below it, so that what is below a device is a range.
 * Each stands under the first parent that it names. Immutable.
 */
final class Shape {
  static final int NONE = -1;

  private final Watched[] members;
  private final int[] parents;

  /** Where what is below a device ends. */
  private final int[] ends;

  private final int[] depths;

  /** The places, in the order of the devices' ids. */
  private final int[] byId;

  private Shape(int size) {
    members = new Watched[size];
    parents = new int[size];
    ends = new int[size];
    depths = new int[size];
    byId = new int[size];
  }

  /** Of devices in the order in which they are to be shown. */
  static Shape of(List<Watched> devices) {
    IdTable<Watched> byId = new IdTable<>(Watched::id);
    devices.forEach(byId::put);
    Map<String, List<Watched>> below = new HashMap<>();
    List<Watched> roots = new ArrayList<>();
    for (Watched watched : devices) {
      String parent = parent(watched.device, byId);
      (parent == null ? roots : below.computeIfAbsent(parent, any -> new ArrayList<>(2)))
          .add(watched);
    }
    Shape shape = new Shape(devices.size());
    int placed = shape.fill(roots, below);
    shape.fillUp(placed, devices);
    shape.order();
    return shape;
  }

  /** The first parent that it names and that is among them. */
  private static @Nullable String parent(Device device, IdTable<Watched> among) {
    for (Dependency dependency : device.dependencies()) {
      for (String parent : dependency.anyOf()) {
        if (among.contains(parent)) {
          return parent;
        }
      }
    }
    return null;
  }

  /** A device whose children are being placed. */
  private record Open(int place, ArrayDeque<Watched> left) {}

  /** Places all that is below the roots, and says how many that are. */
  private int fill(List<Watched> roots, Map<String, List<Watched>> below) {
    Deque<Open> open = new ArrayDeque<>(); // no recursion: a chain may be long
    open.push(new Open(NONE, new ArrayDeque<>(roots)));
    int next = 0;
    while (!open.isEmpty()) {
      Open top = open.element();
      Watched member = top.left.poll();
      if (member == null) {
        open.pop();
        if (top.place != NONE) {
          ends[top.place] = next;
        }
        continue;
      }
      int place = next++;
      members[place] = member;
      parents[place] = top.place;
      depths[place] = open.size() - 1;
      List<Watched> children = below.get(member.id());
      if (children == null) {
        ends[place] = next;
      } else {
        open.push(new Open(place, new ArrayDeque<>(children)));
      }
    }
    return next;
  }

  /**
   * Places those that hang in a circle, which can be while the roster has followed a part of a
   * change only: for that moment they stand at the top.
   */
  private void fillUp(int placed, List<Watched> devices) {
    int next = placed;
    if (next < devices.size()) {
      Set<Watched> there = new HashSet<>(Arrays.asList(members).subList(0, placed));
      for (Watched watched : devices) {
        if (!there.contains(watched)) {
          members[next] = watched;
          parents[next] = NONE;
          ends[next] = next + 1;
          next++;
        }
      }
    }
  }

  private void order() {
    Integer[] places = new Integer[members.length];
    Arrays.setAll(places, i -> i);
    Arrays.sort(places, Comparator.comparing(i -> members[i].id()));
    Arrays.setAll(byId, i -> places[i]);
  }

  int size() {
    return members.length;
  }

  Watched member(int place) {
    return members[place];
  }

  int parent(int place) {
    return parents[place];
  }

  int end(int place) {
    return ends[place];
  }

  int depth(int place) {
    return depths[place];
  }

  /** Where the first root is, or the first child of a place. */
  List<Integer> children(int place) {
    List<Integer> children = new ArrayList<>();
    int end = place == NONE ? members.length : ends[place];
    for (int child = place + 1; child < end; child = ends[child]) {
      children.add(child);
    }
    return children;
  }

  /** The place of a device; {@link #NONE} when it is not in it. */
  int find(String id) {
    int low = 0;
    int high = byId.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = members[byId[middle]].id().compareTo(id);
      if (order == 0) {
        return byId[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }
}
