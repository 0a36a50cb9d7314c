package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import java.util.Locale;

/**
 * What a vendor said went wrong, whatever the shape of its errors. What was not said is empty.
 *
 * @param message the vendor's words; not yet fit to be shown, see {@link FailedAnswer#details()}
 * @param code the vendor's code, a number as text
 * @param type the vendor's type, or Google's status word
 * @param param the member of the request that was named
 * @param json the error itself, for details that only one vendor has
 */
public record ErrorBody(String message, String code, String type, String param, Json json) {

  /** Nothing was said. */
  public static final ErrorBody EMPTY = new ErrorBody("", "", "", "", Json.MISSING);

  /** Reads the body of an answer: JSON, JSON after {@code data:}, text or HTML. */
  public static ErrorBody of(byte[] body) {
    try {
      return of(Json.parse(body));
    } catch (JsonException noJson) {
      return Looks.isCompressed(body)
          ? ofWords(Looks.COMPRESSED)
          : ofText(new String(body, 0, Math.min(body.length, 1 << 16), UTF_8).strip());
    }
  }

  private static ErrorBody ofText(String text) {
    int data = text.indexOf("data:");
    if (data >= 0 && (data == 0 || text.charAt(data - 1) == '\n')) {
      Json json = Json.parseOrMissing(firstLine(text.substring(data + 5).strip()));
      if (json.isObject()) {
        return of(json);
      }
    }
    return Looks.isHtml(text) ? ofWords(titleOf(text)) : ofWords(text);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String titleOf(String html) {
    String lower = html.toLowerCase(Locale.ROOT);
    int from = lower.indexOf("<title>");
    int to = lower.indexOf("</title>");
    return from >= 0 && to > from ? "HTML page: " + html.substring(from + 7, to) : "an HTML page";
  }

  /** Reads a body, or a piece of a stream, that is JSON. */
  public static ErrorBody of(Json json) {
    if (json.isArray()) {
      return of(json.at(0));
    }
    Json inner = json.get("error");
    if (inner.isObject()) {
      return ofObject(inner);
    }
    if (inner.isPresent()) {
      ErrorBody outer = ofObject(json);
      String words = inner.isArray() ? inner.at(0).text() : inner.isText() ? inner.text() : "";
      return new ErrorBody(joined(words, outer.message), outer.code, outer.type, outer.param, json)
          .unwrapped();
    }
    Json first = json.get("errors").at(0);
    return ofObject(first.isObject() || first.isText() ? first : json);
  }

  /** A short word such as "Not Found" may stand beside what is really said. */
  private static String joined(String word, String message) {
    if (word.isEmpty() || message.isEmpty() || message.contains(word)) {
      return message.isEmpty() ? word : message;
    }
    return word + ": " + message;
  }

  private static ErrorBody ofObject(Json error) {
    if (error.isText()) {
      return ofWords(error.text());
    }
    String code = error.get("code").text();
    if (code.isEmpty() || code.equals("None")) {
      code = error.get("error_type").text();
    }
    String type = error.get("type").text();
    if (type.isEmpty()) {
      type = error.get("status").text();
    }
    return new ErrorBody(messageOf(error), code, type, error.get("param").text(), error)
        .unwrapped();
  }

  private static ErrorBody ofWords(String words) {
    return new ErrorBody(words, "", "", "", Json.MISSING);
  }

  private static String messageOf(Json error) {
    String message = error.get("message").text();
    if (message.isEmpty()) {
      message = detailOf(error.get("detail"));
    }
    if (message.isEmpty()) {
      message = error.get("title").text();
    }
    return message.isEmpty() ? error.get("error_description").text() : message;
  }

  /** FastAPI's list of complaints: where and what, never the input that it quotes. */
  private static String detailOf(Json detail) {
    if (!detail.isArray()) {
      return detail.isObject() ? messageOf(detail) : detail.text();
    }
    StringBuilder words = new StringBuilder();
    for (Json complaint : detail.elements()) {
      words.append(words.isEmpty() ? "" : "; ");
      for (Json step : complaint.get("loc").elements()) {
        words.append(step.text()).append(' ');
      }
      words.append(complaint.get("msg").text());
    }
    return words.toString().strip();
  }

  /** Gateways wrap the error of who is behind them as JSON text: one level is looked into. */
  private ErrorBody unwrapped() {
    String wrapped = json.get("metadata", "raw").text();
    String inside = wrapped.isEmpty() ? message.strip() : wrapped.strip();
    if (!inside.startsWith("{") && !inside.startsWith("[")) {
      return wrapped.isEmpty() ? this : withMessage(message + ": " + wrapped);
    }
    Json nested = Json.parseOrMissing(inside);
    if (nested.isMissing()) {
      return this;
    }
    ErrorBody cause = flat(nested.isArray() ? nested.at(0) : nested);
    return new ErrorBody(
        wrapped.isEmpty() ? cause.message : message + ": " + cause.message,
        code.isEmpty() ? cause.code : code,
        type.isEmpty() ? cause.type : type,
        param.isEmpty() ? cause.param : param,
        json);
  }

  private static ErrorBody flat(Json nested) {
    Json inner = nested.get("error");
    Json error = inner.isObject() ? inner : nested;
    String message = inner.isText() ? inner.text() : messageOf(error);
    String type = error.get("type").text();
    return new ErrorBody(
        message,
        error.get("code").text(),
        type.isEmpty() ? error.get("status").text() : type,
        error.get("param").text(),
        error);
  }

  private ErrorBody withMessage(String words) {
    return new ErrorBody(words, code, type, param, json);
  }

  @Override
  public String toString() {
    return "error " + code + " " + type;
  }
}
