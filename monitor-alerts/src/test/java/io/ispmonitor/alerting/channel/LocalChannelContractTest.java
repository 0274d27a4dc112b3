package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assumptions.abort;

import io.ispmonitor.alert.NotificationChannel;
import io.ispmonitor.testkit.contract.NotificationChannelContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every channel keeps, kept by those that go no further than this machine. */
class LocalChannelContractTest {

  @Nested
  class InFiles extends NotificationChannelContract {
    @TempDir Path parent;

    private Path directory() {
      return parent.resolve("alerts");
    }

    @Override
    protected NotificationChannel newChannel() {
      return new JsonFileChannel("file", directory(), 1_000);
    }

    @Override
    protected List<String> shown() throws Exception {
      List<String> shown = new ArrayList<>();
      try (var files = Files.newDirectoryStream(directory(), "alert-*.json")) {
        for (Path file : files) {
          shown.add(String.valueOf(Json.object(Files.readString(file)).get("title")));
        }
      }
      return shown;
    }

    @Override
    protected void makeUnreachable() throws Exception {
      Files.writeString(directory(), "a file is in the way");
    }

    @Override
    protected CountDownLatch makeSilent() {
      return abort("a disk that hangs cannot be had");
    }

    @Override
    protected List<String> secrets() {
      return List.of();
    }
  }

  @Nested
  class InTheStream extends NotificationChannelContract implements Flow.Subscriber<StreamEvent> {
    private final List<String> shown = new ArrayList<>();

    @Override
    protected NotificationChannel newChannel() {
      StreamChannel channel = new StreamChannel("stream", 100, Runnable::run);
      channel.events().subscribe(this);
      return channel;
    }

    @Override
    protected List<String> shown() {
      return shown;
    }

    @Override
    protected void makeUnreachable() {
      abort("there may always be nobody who listens");
    }

    @Override
    protected CountDownLatch makeSilent() {
      return abort("nobody is waited for");
    }

    @Override
    protected List<String> secrets() {
      return List.of();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StreamEvent event) {
      try {
        var notice = Json.in(Json.object(event.json()), "notice");
        shown.add(String.valueOf(Json.in(notice, "message").get("title")));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {}
  }
}
