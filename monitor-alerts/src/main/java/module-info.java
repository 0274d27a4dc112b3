/** From events to messages that people get. */
module io.ispmonitor.alerts {
  requires transitive io.ispmonitor.core;
  requires transitive java.net.http;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires static jakarta.mail; // only where mail is sent
  requires static org.eclipse.angus.mail;
  requires org.slf4j;

  exports io.ispmonitor.alerting;
  exports io.ispmonitor.alerting.channel;
  exports io.ispmonitor.alerting.delivery;
  exports io.ispmonitor.alerting.rule;

  uses io.ispmonitor.alert.ChannelFactory;

  provides io.ispmonitor.alert.ChannelFactory with
      io.ispmonitor.alerting.channel.JsonFileChannelFactory,
      io.ispmonitor.alerting.channel.LogChannelFactory,
      io.ispmonitor.alerting.channel.MailChannelFactory,
      io.ispmonitor.alerting.channel.SlackChannelFactory,
      io.ispmonitor.alerting.channel.SyslogChannelFactory,
      io.ispmonitor.alerting.channel.TelegramChannelFactory,
      io.ispmonitor.alerting.channel.WebhookChannelFactory,
      io.ispmonitor.alerting.channel.WhatsAppChannelFactory;
}
