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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A script that the server runs as one step; sent whole only when the server does not know it. */
final class Script {

  private final String text;
  private final String digest;
  private final ScriptOutputType output;

  private Script(String text, ScriptOutputType output) {
    this.text = text;
    this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
    this.output = output;
  }

  static Script named(String name, ScriptOutputType output) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("the script " + name + " is missing");
      }
      return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8), output);
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
                    ? link.<R>ask(redis -> eval(redis, keyArray, argumentArray))
                    : CompletableFuture.failedFuture(thrown));
  }

  private <R> RedisFuture<R> eval(
      RedisAsyncCommands<String, byte[]> redis, String[] keys, byte[][] arguments) {
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
