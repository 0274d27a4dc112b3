/** From events to messages that people get. */
module io.ispmonitor.alerts {
  requires transitive io.ispmonitor.core;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;
  requires transitive java.net.http;

  exports io.ispmonitor.alerting;
  exports io.ispmonitor.alerting.channel;

  provides io.ispmonitor.alert.ChannelFactory with
      io.ispmonitor.alerting.channel.SlackChannelFactory,
      io.ispmonitor.alerting.channel.TelegramChannelFactory,
      io.ispmonitor.alerting.channel.WebhookChannelFactory,
      io.ispmonitor.alerting.channel.WhatsAppChannelFactory;
}
