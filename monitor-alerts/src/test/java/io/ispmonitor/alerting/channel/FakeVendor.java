package io.ispmonitor.alerting.channel;

import io.ispmonitor.alerting.channel.FakeServer.Asked;
import io.ispmonitor.alerting.channel.FakeServer.Says;
import java.util.List;
import java.util.function.Function;

/** Speaks a vendor's protocol and refuses what the vendor would. */
interface FakeVendor extends Function<Asked, Says> {

  /** What people see, the oldest message first. */
  List<String> shown();
}
