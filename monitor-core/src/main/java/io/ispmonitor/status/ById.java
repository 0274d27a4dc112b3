package io.ispmonitor.status;

import io.ispmonitor.device.Selection;

/**
 * Which devices a selection means by their ids alone: for those that were removed, of which neither
 * labels nor parents are known any more.
 */
final class ById {
  private ById() {}

  /** Whether it means a device for certain. */
  static boolean means(Selection selection, String device) {
    if (selection instanceof Selection.Devices devices) {
      return devices.ids().contains(device);
    }
    if (selection instanceof Selection.Subtree subtree) {
      return subtree.root().equals(device);
    }
    if (selection instanceof Selection.AnyOf any) {
      return any.parts().stream().anyMatch(part -> means(part, device));
    }
    if (selection instanceof Selection.AllOf all) {
      return all.parts().stream().allMatch(part -> means(part, device));
    }
    if (selection instanceof Selection.Except except) {
      return means(except.base(), device) && !mayMean(except.without(), device);
    }
    return selection instanceof Selection.Everything;
  }

  private static boolean mayMean(Selection selection, String device) {
    if (selection instanceof Selection.Devices devices) {
      return devices.ids().contains(device);
    }
    if (selection instanceof Selection.Behind behind) {
      return !behind.root().equals(device);
    }
    if (selection instanceof Selection.AnyOf any) {
      return any.parts().stream().anyMatch(part -> mayMean(part, device));
    }
    if (selection instanceof Selection.AllOf all) {
      return all.parts().stream().allMatch(part -> mayMean(part, device));
    }
    if (selection instanceof Selection.Except except) {
      return mayMean(except.base(), device) && !means(except.without(), device);
    }
    return true;
  }
}
