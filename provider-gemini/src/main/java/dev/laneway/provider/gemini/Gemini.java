package dev.laneway.provider.gemini;

import dev.laneway.api.VendorState;
import dev.laneway.provider.http.json.Json;

/** Words of the protocol that several classes need. */
final class Gemini {

  static final String ID = "gemini";

  /** The state of a part that carries no signature: it only says that the part is Gemini's own. */
  static final VendorState UNSIGNED = new VendorState(ID, "{}");

  private Gemini() {}

  /** The state of a part as it came: its signature, if it has one. */
  static VendorState stateOf(Json part, VendorState otherwise) {
    Json signature = part.get("thoughtSignature");
    return signature.isPresent()
        ? new VendorState(ID, "{\"thoughtSignature\":" + signature.raw() + "}")
        : otherwise;
  }

  /** The signature that a state holds; missing where it holds none, or is another vendor's. */
  static Json signatureOf(VendorState state) {
    return state.isOf(ID)
        ? Json.parseOrMissing(state.json()).get("thoughtSignature")
        : Json.MISSING;
  }

  /** Whether a chunk is an error in place of one; gateways may only say it in words. */
  static boolean isError(Json chunk) {
    return chunk.get("error").isObject() || chunk.get("error").isText();
  }

  /** A model's name without the collection that it stands in. */
  static String plainName(String model) {
    return model.startsWith("models/") ? model.substring("models/".length()) : model;
  }
}
