package io.ispmonitor.testkit.synthetic;

import io.ispmonitor.device.Device;
import io.ispmonitor.probe.Probe;
import io.ispmonitor.synthetic.Outlook;
import io.ispmonitor.synthetic.TcpProbe;
import io.ispmonitor.testkit.contract.ProbeContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class TcpProbeContractTest extends ProbeContract {
  private final Outlook outlook = Outlook.open();
  private final Stranger open = Stranger.that((in, out, until) -> until.await());
  private final Stranger.Full full = Stranger.full();

  TcpProbeContractTest() throws IOException {}

  @AfterEach
  void closeAll() throws IOException {
    outlook.close();
    open.close();
    full.close();
  }

  @Override
  protected Probe newProbe() {
    return TcpProbe.over(outlook).portLabel("port").build();
  }

  @Override
  protected Device answering() {
    return withPort("answering", open.port());
  }

  @Override
  protected Device silent() {
    return withPort("silent", full.port());
  }

  private static Device withPort(String id, int port) {
    return Device.named(id)
        .address(Stranger.loopback())
        .label("port", Integer.toString(port))
        .build();
  }
}
