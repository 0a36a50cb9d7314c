package dev.laneway.provider.http;

import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.json.JsonException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer and has it read when it is whole. Cancelling it closes the connection.
 *
 * @param <T> what the answer is read as
 */
final class WholeAnswer<T> extends CompletableFuture<T> implements Transfer.Receiver {

  private final Verdicts verdicts;
  private final Function<HttpAnswer, T> reader;
  private final int largest;

  private volatile @Nullable Transfer transfer;
  private volatile @Nullable Answering answering;

  private record Answering(int status, HttpHeaders headers, Collected body, Transfer transfer) {}

  WholeAnswer(Verdicts verdicts, Function<HttpAnswer, T> reader, int largest) {
    this.verdicts = verdicts;
    this.reader = reader;
    this.largest = largest;
  }

  /** Comes by this exchange. */
  void by(Transfer exchange) {
    transfer = exchange;
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    Transfer exchange = transfer;
    if (cancelled && exchange != null) {
      exchange.abort();
    }
    return cancelled;
  }

  @Override
  public void headed(HttpResponse.ResponseInfo head, Transfer transfer) {
    HttpHeaders headers = head.headers();
    answering =
        new Answering(head.statusCode(), headers, new Collected(headers, largest), transfer);
    transfer.request(Long.MAX_VALUE);
  }

  @Override
  public void received(List<ByteBuffer> bytes) {
    Answering now = answering;
    if (now == null) {
      return;
    }
    if (!now.body.add(bytes)) {
      now.transfer.fail(
          verdicts.unreadable(
              now.status, now.headers, "the answer is larger than " + largest + " bytes", null));
    } else if (now.body.hasContent()) {
      now.transfer.watch().contentBegan();
    }
  }

  @Override
  public void ended() {
    Answering now = answering;
    if (now == null) {
      return;
    }
    try {
      byte[] body = now.body.toBytes();
      verdicts.requireGood(now.status, now.headers, body);
      complete(reader.apply(new HttpAnswer(verdicts, now.status, now.headers, body)));
    } catch (JsonException broken) {
      completeExceptionally(
          verdicts.unreadable(
              now.status, now.headers, "the answer: " + broken.getMessage(), broken));
    } catch (RuntimeException thrown) {
      completeExceptionally(verdicts.of(thrown));
    }
  }

  @Override
  public void failed(ProviderException failure) {
    Answering now = answering;
    completeExceptionally(
        now == null ? failure : verdicts.brokenOff(now.status, now.headers, failure));
  }
}
