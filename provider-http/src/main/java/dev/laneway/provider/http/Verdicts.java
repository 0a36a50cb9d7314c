package dev.laneway.provider.http;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.time.TimeSource;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes failures of one account out of answers and exceptions. */
final class Verdicts {

  private static final List<String> REQUEST_ID_HEADERS =
      List.of("x-request-id", "request-id", "x-generation-id", "apim-request-id", "cf-ray");

  private final VendorProfile vendor;
  private final URI base;
  private final TimeSource time;
  private final ApiKey key;
  private final Discretion discretion;

  Verdicts(VendorProfile vendor, ApiKey key, URI base, TimeSource time) {
    this.vendor = vendor;
    this.key = key;
    this.discretion = new Discretion(key);
    this.base = base;
    this.time = time;
  }

  /** The same for one call, whose own words are not repeated. */
  Verdicts ofOneCall() {
    return new Verdicts(vendor, key, base, time);
  }

  /** The call is written and will be sent. */
  void sends(HttpCall call) {
    discretion.sends(call.body());
  }

  List<RateLimitReading> readings(HttpHeaders headers) {
    return vendor.limits().read(headers, time.now());
  }

  ProviderException failure(int status, HttpHeaders headers, ErrorBody error) {
    int meant = status < 400 ? statusNamedBy(error, status) : status;
    FailureDetails details =
        new FailureDetails(
            meant,
            discretion.word(error.code().isEmpty() ? error.type() : error.code()),
            discretion.line(error.message()),
            requestId(headers),
            readings(headers));
    FailedAnswer answer = new FailedAnswer(meant, headers, error, time.now(), details, discretion);
    return new ProviderException(vendor.failures().read(answer));
  }

  /** Throws what an answer means whose status is not one of success. */
  void requireGood(int status, HttpHeaders headers, byte[] body) {
    if (status >= 300 && status < 400) {
      throw redirected(status, headers);
    }
    if (status < 200 || status >= 400) {
      throw failure(status, headers, ErrorBody.of(body));
    }
  }

  /** What an answer means whose body broke off: a bad status is said by then, with its headers. */
  ProviderException brokenOff(int status, HttpHeaders headers, ProviderException why) {
    return status < 400
        ? why
        : failure(status, headers, new ErrorBody(why.failure().detail(), "", "", "", Json.MISSING));
  }

  private static int statusNamedBy(ErrorBody error, int otherwise) {
    long named = error.json().get("status_code").number(error.json().get("code").number(otherwise));
    return named >= 400 && named < 600 ? (int) named : otherwise;
  }

  private ProviderException redirected(int status, HttpHeaders headers) {
    return unreadable(
        status,
        headers,
        "%s redirects (status %d), and no redirect is followed with a key: check baseUrl"
            .formatted(base.getHost(), status),
        null);
  }

  ProviderException unreadable(
      int status, HttpHeaders headers, String why, @Nullable Throwable cause) {
    FailureDetails details =
        new FailureDetails(status, "", discretion.line(why), requestId(headers), readings(headers));
    return new ProviderException(new ProviderFailure.Unreadable(details), cause);
  }

  ProviderException timedOut(String which, Duration after) {
    return unavailable(
        Unavailable.Cause.TIMEOUT,
        "%s from %s within %s: raise that time-out, or see whether the vendor is well"
            .formatted(which, base.getHost(), spoken(after)),
        null);
  }

  /** A tool's parameters, a schema or another text of the request is no JSON. */
  ProviderException unwritable(JsonException noJson) {
    return new ProviderException(
        new ProviderFailure.Rejected(
            FailureDetails.of(
                "parameters of a tool, a responseSchema or vendor state must be JSON, "
                    + noJson.getMessage()),
            "json"),
        noJson);
  }

  ProviderException closed() {
    return unavailable(Unavailable.Cause.NETWORK, "the provider was closed", null);
  }

  /** What an exception of the client means. */
  ProviderException of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ProviderException known) {
      return known;
    }
    if (cause instanceof HttpConnectTimeoutException) {
      return unavailable(
          Unavailable.Cause.TIMEOUT,
          "no connection to " + where() + " in time: check the network, a proxy or baseUrl",
          cause);
    }
    if (cause instanceof SSLException) {
      return unavailable(
          Unavailable.Cause.NETWORK,
          "no trusted TLS connection to "
              + where()
              + ": check its certificate, the trust store, a proxy or baseUrl",
          cause);
    }
    if (cause instanceof ConnectException) {
      return unavailable(
          Unavailable.Cause.NETWORK,
          isUnresolved(cause)
              ? "the host " + base.getHost() + " is unknown: check baseUrl or DNS"
              : "no connection to " + where() + ": check that it is running, or baseUrl",
          cause);
    }
    if (cause instanceof IOException) {
      return unavailable(
          Unavailable.Cause.NETWORK, "the connection to " + where() + " broke: try again", cause);
    }
    return new ProviderException(
        new ProviderFailure.Unreadable(
            FailureDetails.of("the adapter failed: " + cause.getClass().getSimpleName())),
        cause);
  }

  private static boolean isUnresolved(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException
          || cause instanceof java.net.UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private ProviderException unavailable(
      Unavailable.Cause what, String words, @Nullable Throwable cause) {
    return new ProviderException(
        new Unavailable(FailureDetails.of(words), what, Optional.empty()), cause);
  }

  private String where() {
    return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
  }

  private static String spoken(Duration duration) {
    Duration shown = duration.toMillis() > 0 ? duration.truncatedTo(ChronoUnit.MILLIS) : duration;
    return shown.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private String requestId(HttpHeaders headers) {
    for (String name : REQUEST_ID_HEADERS) {
      Optional<String> id = Headers.first(headers, name);
      if (id.isPresent()) {
        return discretion.word(id.get());
      }
    }
    return "";
  }
}
