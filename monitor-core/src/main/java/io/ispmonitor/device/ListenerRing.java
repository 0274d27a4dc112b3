package io.ispmonitor.device;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of one inventory, one after the other, under the inventory's lock. */
final class ListenerRing {
  private static final Logger log = LoggerFactory.getLogger(Inventory.class);

  private final List<Member> members = new CopyOnWriteArrayList<>();
  private boolean telling;

  Member join(InventoryListener listener) {
    Member member = new Member(listener);
    members.add(member);
    return member;
  }

  void tellAll(InventoryDiff diff) {
    members.forEach(member -> tell(member, diff));
  }

  void tell(Member member, InventoryDiff diff) {
    if (!member.listens) {
      return;
    }
    telling = true;
    try {
      member.listener.onChange(diff);
    } catch (RuntimeException | Error e) {
      log.warn("inventory listener {} failed on {}", member.listener, diff, e);
    } finally {
      telling = false;
    }
  }

  void refuseWhileTelling() {
    if (telling) {
      throw new IllegalStateException(
          "an inventory listener must not change the inventory it listens to; "
              + "do it later, on another thread");
    }
  }

  void leave(Member member) {
    member.listens = false;
    members.remove(member);
  }

  /** A listener, told apart from the same listener registered twice. */
  static final class Member {
    private final InventoryListener listener;
    private boolean listens = true;

    private Member(InventoryListener listener) {
      this.listener = listener;
    }
  }
}
