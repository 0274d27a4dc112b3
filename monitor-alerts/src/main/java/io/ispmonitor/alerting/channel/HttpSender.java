package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Posts for one channel, one request at a time. Whatever goes wrong on the way is a {@link
 * HttpReply.Failure}; nothing it throws or says holds more of an address than the host.
 *
 * <p>The time limit is kept here, since the one of {@link HttpRequest} ends with the headers of the
 * answer, after which a body may drip for ever.
 */
final class HttpSender implements AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024;

  private final String channel;
  private final HttpOptions options;
  private final Consumer<URI> guard;
  private final ExecutorService threads;
  private final HttpClient client;
  private volatile boolean closed;
  private volatile @Nullable Future<?> underWay;

  /** One that may ask everybody. */
  HttpSender(String channel, HttpOptions options) {
    this(channel, options, uri -> {});
  }

  /**
   * One that asks whom it may.
   *
   * @param guard throws {@link EgressGuard.Denied} where nothing may be sent; may wait for the name
   *     to be resolved
   */
  HttpSender(String channel, HttpOptions options, Consumer<URI> guard) {
    this.channel = channel;
    this.options = options;
    this.guard = guard;
    this.threads = Executors.newCachedThreadPool(work -> thread(channel, work));
    HttpClient given = options.client();
    this.client = given == null ? newClient() : given;
  }

  private static Thread thread(String channel, Runnable work) {
    Thread thread = new Thread(work, "ispmonitor-channel-" + channel);
    thread.setDaemon(true);
    return thread;
  }

  private HttpClient newClient() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // one request a minute gains nothing by streams
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connectTimeout())
            .executor(threads);
    if (options.trust() != null) {
      builder.sslContext(options.trust());
    }
    if (options.proxy() != null) {
      builder.proxy(options.proxy());
    }
    return builder.build();
  }

  /**
   * Posts and waits for the answer.
   *
   * @throws InterruptedException when it was interrupted; the request is given up
   */
  HttpReply send(HttpPost post) throws InterruptedException {
    String host = post.host();
    try {
      HttpRequest request = request(post);
      if (!isResolved(request.uri())) {
        return new HttpReply.Failure(HttpFaults.unresolved(host, options.connectTimeout()));
      }
      HttpResponse<String> answer =
          await(client.sendAsync(request, head -> new LimitedBody(MOST_BYTES)), options.timeout());
      return new HttpReply.Answer(host, answer.statusCode(), answer.headers(), answer.body());
    } catch (ExecutionException e) {
      return closed ? closed() : new HttpReply.Failure(HttpFaults.result(host, e));
    } catch (TimeoutException e) {
      return new HttpReply.Failure(HttpFaults.timeout(host, options.timeout()));
    } catch (CancellationException | RejectedExecutionException e) {
      return closed();
    }
  }

  /** Resolving a name cannot be interrupted; waiting for another thread that does it can. */
  private boolean isResolved(URI uri) throws InterruptedException, ExecutionException {
    try {
      await(CompletableFuture.runAsync(() -> guard.accept(uri), threads), options.connectTimeout());
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static HttpRequest request(HttpPost post) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(post.uri()).POST(BodyPublishers.ofString(post.body()));
    post.headers().forEach(request::header);
    return request.build();
  }

  private <T> T await(CompletableFuture<T> future, Duration atMost)
      throws InterruptedException, ExecutionException, TimeoutException {
    underWay = future;
    try {
      if (closed) {
        throw new CancellationException();
      }
      return future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      future.cancel(true); // gives up the connection; nothing happens when it is done
    }
  }

  private HttpReply closed() {
    return new HttpReply.Failure(
        DeliveryResult.tryLater("channel %s is closed".formatted(channel)));
  }

  /** Gives up what is under way; what comes afterwards is not sent. */
  @Override
  public void close() {
    closed = true;
    Future<?> last = underWay;
    if (last != null) {
      last.cancel(true);
    }
    threads.shutdownNow();
  }
}
