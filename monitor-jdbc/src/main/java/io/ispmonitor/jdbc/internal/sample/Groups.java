package io.ispmonitor.jdbc.internal.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers groups of readings, those of one device in one layout, from 0 on. They are found by the
 * bytes of the device's name as it lies in a page, so that no reading needs a string. Used by one
 * thread.
 */
final class Groups {

  /** Readings of one device in one layout. */
  record Group(String device, StoredLayout layout) {}

  private final List<Group> groups = new ArrayList<>();
  private byte[][] names = new byte[64][];

  /** By the hash of the name, the group's number and one more; 0 where there is none. */
  private int[] slots = new int[2 * names.length];

  /** The number of the group of a device, whose name is a part of an array, and a layout. */
  int number(byte[] bytes, int from, int to, StoredLayout layout) {
    int slot = slot(hash(bytes, from, to));
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      byte[] name = names[number];
      if (Arrays.equals(bytes, from, to, name, 0, name.length)
          && groups.get(number).layout().digest().equals(layout.digest())) {
        return number;
      }
      slot = slot(slot + 1);
    }
    return add(Arrays.copyOfRange(bytes, from, to), layout, slot);
  }

  private int add(byte[] name, StoredLayout layout, int slot) {
    int number = groups.size();
    groups.add(new Group(new String(name, StandardCharsets.UTF_8), layout));
    slots[slot] = number + 1;
    names[number] = name;
    if (groups.size() == names.length) {
      grow();
    }
    return number;
  }

  private void grow() {
    names = Arrays.copyOf(names, 2 * names.length);
    slots = new int[2 * names.length];
    for (int number = 0; number < groups.size(); number++) {
      byte[] name = names[number];
      int slot = slot(hash(name, 0, name.length));
      while (slots[slot] != 0) {
        slot = slot(slot + 1);
      }
      slots[slot] = number + 1;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ hash >>> Short.SIZE;
  }

  /** The table is a power of two and never more than half full. */
  private int slot(int number) {
    return number & (slots.length - 1);
  }

  Group get(int number) {
    return groups.get(number);
  }

  Set<String> devices() {
    Set<String> devices = new HashSet<>(2 * groups.size());
    groups.forEach(group -> devices.add(group.device()));
    return devices;
  }

  Set<StoredLayout> layouts() {
    Map<String, StoredLayout> byDigest = new HashMap<>();
    groups.forEach(group -> byDigest.put(group.layout().digest(), group.layout()));
    return Set.copyOf(byDigest.values());
  }
}
