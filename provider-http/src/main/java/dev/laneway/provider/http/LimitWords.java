package dev.laneway.provider.http;

import dev.laneway.api.LimitRef;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which limit ran out from a message in lower case. */
final class LimitWords {

  private static final Pattern AMOUNT =
      Pattern.compile("(?:limited to|limit of|limit:?)\\s*~?(\\d[\\d,]*)");

  private LimitWords() {}

  /**
   * The limit that is named.
   *
   * @param usual the window where none is named that differs from it
   */
  static LimitRef read(String words, Window usual) {
    Optional<Resource> resource = resource(words);
    if (resource.isEmpty() && !words.contains("per ") && !words.contains("-per-")) {
      return usual.isLong()
          ? new LimitRef(Optional.empty(), Optional.of(usual), OptionalLong.empty(), "")
          : LimitRef.UNNAMED;
    }
    Matcher amount = AMOUNT.matcher(words);
    OptionalLong limit =
        amount.find() ? WireDuration.whole(amount.group(1).replace(",", "")) : OptionalLong.empty();
    return new LimitRef(resource, window(words, usual), limit, "");
  }

  private static Optional<Resource> resource(String words) {
    if (words.contains("concurren") || words.contains("at once") || words.contains("parallel")) {
      return Optional.of(Resource.CONCURRENCY);
    }
    if (words.contains("input token") || words.contains("inputtoken")) {
      return Optional.of(Resource.INPUT_TOKENS);
    }
    if (words.contains("(tpm)") || words.contains("(tpd)") || words.contains("tokens per")) {
      return Optional.of(Resource.TOKENS);
    }
    if (words.contains("request")
        || words.contains("(rpm)")
        || words.contains("(rpd)")
        || words.contains("limit_rpm")
        || words.contains("calls")
        || words.contains("rate limit of")) {
      return Optional.of(Resource.REQUESTS);
    }
    return words.contains("token") ? Optional.of(Resource.TOKENS) : Optional.empty();
  }

  private static Optional<Window> window(String words, Window usual) {
    if (words.contains("per month") || words.contains("monthly")) {
      return Optional.of(Window.monthOf(ZoneOffset.UTC));
    }
    if (words.contains("per hour")) {
      return Optional.of(Window.bucket(Duration.ofHours(1)));
    }
    if (words.contains("per second")) {
      return Optional.of(Window.bucket(Duration.ofSeconds(1)));
    }
    return Optional.of(usual);
  }
}
