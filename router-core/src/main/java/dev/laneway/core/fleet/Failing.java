package dev.laneway.core.fleet;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Why a store fails, in its own words: that a password is wrong helps whoever reads it, the type of
 * an exception does not. It was asked for counts alone, so that no prompt can be among them.
 */
final class Failing {

  private static final int DEEPEST = 10;
  private static final int MOST_WORDS = 300;

  private Failing() {}

  /** What failed, and, where that is something else, what was the reason of it. */
  static String words(Throwable thrown) {
    Throwable what = thrown;
    while (isWrapping(what) && what.getCause() != null) {
      what = what.getCause();
    }
    Throwable why = what;
    for (int i = 0; i < DEEPEST && why.getCause() != null; i++) {
      why = why.getCause();
    }
    String first = own(what);
    String last = own(why);
    String both = first.contains(last) ? first : first + ": " + last;
    return both.substring(0, Math.min(MOST_WORDS, both.length()));
  }

  private static boolean isWrapping(Throwable thrown) {
    return thrown instanceof CompletionException || thrown instanceof ExecutionException;
  }

  private static String own(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow();
  }
}
