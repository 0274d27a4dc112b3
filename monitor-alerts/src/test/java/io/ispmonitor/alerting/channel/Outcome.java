package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;

/** What a result comes to. */
enum Outcome {
  DELIVERED,
  LATER,
  REJECTED,
  BROKEN;

  static Outcome of(DeliveryResult result) {
    if (result instanceof DeliveryResult.Delivered) {
      return DELIVERED;
    }
    if (result instanceof DeliveryResult.Rejected rejected) {
      return rejected.isChannelBroken() ? BROKEN : REJECTED;
    }
    return LATER;
  }
}
