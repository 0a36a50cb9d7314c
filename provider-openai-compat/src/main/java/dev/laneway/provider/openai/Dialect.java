package dev.laneway.provider.openai;

import dev.laneway.provider.http.FailureReader;
import dev.laneway.provider.http.LimitReader;
import dev.laneway.provider.http.StandardFailures;
import java.util.List;

/**
 * One vendor's way of speaking the OpenAI protocol, as data. Begin with {@link #of}.
 *
 * @param id the provider's id
 * @param baseUrl the usual address; empty where there is none
 * @param keyVariables environment variables that may hold the key
 * @param keyless whether a key is not needed
 * @param request what the vendor calls things in a request
 * @param endMark whether a stream ends with {@code [DONE]}: one that ends without it was cut
 * @param echo which reasoning goes back
 * @param limits what headers say about limits
 * @param failures what errors mean
 */
public record Dialect(
    String id,
    String baseUrl,
    List<String> keyVariables,
    boolean keyless,
    RequestQuirks request,
    boolean endMark,
    Echo echo,
    LimitReader limits,
    FailureReader failures) {

  /** Copies the variables. */
  public Dialect {
    keyVariables = List.copyOf(keyVariables);
  }

  /** A vendor without quirks. */
  public static Dialect of(String id, String baseUrl, String... keyVariables) {
    return new Dialect(
        id,
        baseUrl,
        List.of(keyVariables),
        false,
        RequestQuirks.USUAL,
        true,
        Echo.NEVER,
        LimitReader.NONE,
        StandardFailures.ROLLING);
  }

  /** Without need of a key. */
  public Dialect withoutKey() {
    return new Dialect(id, baseUrl, keyVariables, true, request, endMark, echo, limits, failures);
  }

  /** With these words in requests. */
  public Dialect requests(RequestQuirks quirks) {
    return new Dialect(id, baseUrl, keyVariables, keyless, quirks, endMark, echo, limits, failures);
  }

  /** With streams that may end without a mark. */
  public Dialect withoutEndMark() {
    return new Dialect(id, baseUrl, keyVariables, keyless, request, false, echo, limits, failures);
  }

  /** With this reasoning going back. */
  public Dialect echoing(Echo which) {
    return new Dialect(
        id, baseUrl, keyVariables, keyless, request, endMark, which, limits, failures);
  }

  /** With these headers about limits. */
  public Dialect limits(LimitReader reader) {
    return new Dialect(
        id, baseUrl, keyVariables, keyless, request, endMark, echo, reader, failures);
  }

  /** With this meaning of errors. */
  public Dialect failures(FailureReader reader) {
    return new Dialect(id, baseUrl, keyVariables, keyless, request, endMark, echo, limits, reader);
  }

  @Override
  public String toString() {
    return id;
  }
}
