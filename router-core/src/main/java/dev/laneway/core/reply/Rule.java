package dev.laneway.core.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One thing that a schema demands of a value. */
interface Rule {

  /**
   * What is wrong with the value, in words that name the place and the rule and quote nothing.
   *
   * @param at where the value stands: {@code $.items[2].price}
   */
  Optional<String> objectionTo(JsonNode value, String at);
}
