import io.ispmonitor.alert.ChannelFactory;
import io.ispmonitor.alerting.channel.JsonFileChannelFactory;
import io.ispmonitor.alerting.channel.LogChannelFactory;
import io.ispmonitor.alerting.channel.MailChannelFactory;
import io.ispmonitor.alerting.channel.SyslogChannelFactory;

/** From events to messages that people get. */
module io.ispmonitor.alerts {
  requires transitive io.ispmonitor.core;
  requires transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires static jakarta.mail; // only where mail is sent
  requires static org.eclipse.angus.mail;
  requires org.slf4j;

  exports io.ispmonitor.alerting;
  exports io.ispmonitor.alerting.channel;

  provides ChannelFactory with
      JsonFileChannelFactory,
      LogChannelFactory,
      MailChannelFactory,
      SyslogChannelFactory;
}
