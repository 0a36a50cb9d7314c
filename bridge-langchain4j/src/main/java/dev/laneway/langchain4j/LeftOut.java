package dev.laneway.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once for each type, that what a vendor's own parameters have more is left out: the router
 * sends what all vendors have, and a call may go to any of them.
 */
final class LeftOut {

  private static final Logger log = LoggerFactory.getLogger(LeftOut.class);
  private static final Set<Class<?>> told = ConcurrentHashMap.newKeySet();

  private LeftOut() {}

  static void tellOf(ChatRequestParameters parameters) {
    Class<?> type = parameters.getClass();
    if (type != DefaultChatRequestParameters.class && told.add(type)) {
      log.warn(
          "Of {} only what ChatRequestParameters has reaches a vendor, and nothing of its own",
          type.getSimpleName());
    }
  }
}
