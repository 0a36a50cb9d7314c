package dev.laneway.spring.ai;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Says, once for each type, that what a vendor's own options have more is left out: the router
 * sends what all vendors have, and a call may go to any of them.
 */
final class LeftOut {

  private static final Logger log = LoggerFactory.getLogger(LeftOut.class);
  private static final Set<Class<?>> told = ConcurrentHashMap.newKeySet();

  private LeftOut() {}

  /** Of options, or of their builder. */
  static void tellOf(Class<?> type) {
    Class<?> options = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    if (!isKnown(options) && told.add(options)) {
      log.warn(
          "Of {} only what ChatOptions has, tools and schema reach a vendor, and nothing of its own",
          options.getSimpleName());
    }
  }

  private static boolean isKnown(Class<?> options) {
    Package home = options.getPackage();
    return options == RouterChatOptions.class
        || home.equals(ChatOptions.class.getPackage())
        || home.equals(ToolCallingChatOptions.class.getPackage());
  }
}
