package dev.laneway.provider.openai;

import dev.laneway.api.VendorState;
import dev.laneway.provider.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * How reasoning is remembered, so that it can go back: as the name of its member, as the marker
 * that it stood in the content, or as the vendor's own JSON.
 */
final class ReasoningState {

  static final String DETAILS = "reasoning_details";
  static final String IN_CONTENT = "\"content\"";

  private ReasoningState() {}

  static VendorState member(Dialect dialect, String name) {
    return dialect.echo() == Echo.NEVER
        ? VendorState.NONE
        : new VendorState(dialect.id(), '"' + name + '"');
  }

  static VendorState inContent(Dialect dialect) {
    return new VendorState(dialect.id(), IN_CONTENT);
  }

  /** A member of the message that is a text. */
  static VendorState members(Dialect dialect, String name, String value) {
    byte[] json = JsonWriter.create().object().member(name, value).endObject().toBytes();
    return new VendorState(dialect.id(), new String(json, StandardCharsets.UTF_8));
  }

  static VendorState raw(Dialect dialect, String json) {
    return new VendorState(dialect.id(), json);
  }
}
