package io.ispmonitor.testkit.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.synthetic.DnsProbe;
import io.ispmonitor.synthetic.DnsTarget;
import io.ispmonitor.synthetic.DnsType;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.testkit.contract.ProbeContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class DnsProbeContractTest extends ProbeContract {
  private final Outlook outlook = Outlook.open();
  private final Oracle honest =
      Oracle.that(
          question ->
              List.of(Oracle.answer(question, Oracle.ANSWER, Oracle.record(1, 192, 0, 2, 7))));
  private final Oracle mute = Oracle.that(question -> List.of());

  DnsProbeContractTest() throws IOException {}

  @AfterEach
  void closeAll() {
    outlook.close();
    honest.close();
    mute.close();
  }

  @Override
  protected Probe newProbe() {
    return DnsProbe.over(outlook)
        .targets(
            device ->
                DnsTarget.of("www.example.net", DnsType.A)
                    .port(device.id().equals("silent") ? mute.port() : honest.port()))
        .build();
  }

  @Override
  protected Device answering() {
    return Device.of("answering", Stranger.loopback());
  }

  @Override
  protected Device silent() {
    return Device.of("silent", Stranger.loopback());
  }
}
