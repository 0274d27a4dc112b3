package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.DeliveryResult;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.function.Function;

/** What came of a {@link HttpPost}. */
sealed interface HttpReply {

  /** What it comes to: an answer as it is judged. */
  DeliveryResult result(Function<Answer, DeliveryResult> judge);

  /**
   * The other side has answered, whatever it says.
   *
   * @param host who
   * @param status the status code
   * @param headers of the answer
   * @param body its beginning, as far as it is read
   */
  record Answer(String host, int status, HttpHeaders headers, String body) implements HttpReply {

    boolean isSuccess() {
      return status / 100 == 2;
    }

    /** The values in a body of JSON by their pointers; none when it is something else. */
    Map<String, String> values() {
      return JsonScalars.read(body);
    }

    @Override
    public DeliveryResult result(Function<Answer, DeliveryResult> judge) {
      return judge.apply(this);
    }

    @Override
    public String toString() {
      return "answer " + status + " of " + host;
    }
  }

  /**
   * There is no answer.
   *
   * @param why what the channel has to say
   */
  record Failure(DeliveryResult why) implements HttpReply {
    @Override
    public DeliveryResult result(Function<Answer, DeliveryResult> judge) {
      return why;
    }
  }
}
