package dev.laneway.store.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Scripts that the server runs as one step each; sent whole only when the server does not know
 * them. Who begins a fleet, or finds a server that began anew, does so with a beat: it brings all
 * the others along, so that no call has to ask twice.
 */
enum Script {
  BEAT(ScriptOutputType.MULTI),
  TAKE(ScriptOutputType.MULTI),
  SETTLE(ScriptOutputType.INTEGER),
  RESTATE(ScriptOutputType.INTEGER),
  FIND(ScriptOutputType.VALUE),
  KEEP(ScriptOutputType.INTEGER);

  private final String text;
  private final String digest;
  private final ScriptOutputType output;

  Script(ScriptOutputType output) {
    this.text = textOf(name().toLowerCase(Locale.ROOT) + ".lua");
    this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
    this.output = output;
  }

  private static String textOf(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the script " + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  <R> CompletableFuture<R> run(Link link, List<String> keys, List<byte[]> arguments) {
    String[] keyArray = keys.toArray(new String[0]);
    byte[][] argumentArray = arguments.toArray(new byte[0][]);
    return link.<R>ask(redis -> redis.evalsha(digest, output, keyArray, argumentArray))
        .exceptionallyCompose(
            thrown ->
                isUnknown(thrown)
                    ? link.<R>ask(redis -> bring(redis, keyArray, argumentArray))
                    : CompletableFuture.failedFuture(thrown));
  }

  private <R> RedisFuture<R> bring(
      RedisAsyncCommands<String, byte[]> redis, String[] keys, byte[][] arguments) {
    if (this == BEAT) {
      for (Script other : values()) {
        var unused = redis.scriptLoad(other.text); // where that is forbidden, each brings itself
      }
    }
    return redis.eval(text, output, keys, arguments);
  }

  private static boolean isUnknown(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return cause instanceof RedisNoScriptException;
  }
}
