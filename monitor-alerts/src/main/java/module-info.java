import io.ispmonitor.alert.ChannelFactory;

/** From events to messages that people get. */
module io.ispmonitor.alerts {
  requires transitive io.ispmonitor.core;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires org.slf4j;

  exports io.ispmonitor.alerting;
  exports io.ispmonitor.alerting.delivery;
  exports io.ispmonitor.alerting.rule;

  uses ChannelFactory;
}
