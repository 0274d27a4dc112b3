package io.ispmonitor.testkit.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.synthetic.HttpProbe;
import io.ispmonitor.synthetic.HttpTarget;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.testkit.contract.ProbeContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class HttpProbeContractTest extends ProbeContract {
  private final Outlook outlook = Outlook.open();
  private final Stranger honest = Stranger.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  private final Stranger mute = Stranger.that((in, out, until) -> until.await());

  HttpProbeContractTest() throws IOException {}

  @AfterEach
  void closeAll() throws IOException {
    outlook.close();
    honest.close();
    mute.close();
  }

  @Override
  protected Probe newProbe() {
    return HttpProbe.over(outlook)
        .targets(
            device ->
                HttpTarget.get((device.id().equals("silent") ? mute : honest).url("/")).build())
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
