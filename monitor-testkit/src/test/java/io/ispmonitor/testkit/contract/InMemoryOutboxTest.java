package io.ispmonitor.testkit.contract;

import io.ispmonitor.alert.InMemoryOutbox;
import io.ispmonitor.alert.Outbox;

class InMemoryOutboxTest extends OutboxContract {
  @Override
  protected Outbox newOutbox() {
    return new InMemoryOutbox();
  }
}
