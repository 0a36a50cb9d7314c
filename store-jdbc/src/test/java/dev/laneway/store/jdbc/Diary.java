package dev.laneway.store.jdbc;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A vendor that writes every call down where a kill does not take it back, and then answers. */
final class Diary implements Provider {

  private final Path file;
  private final TimeSource time;
  private final Duration takes;

  Diary(Path file, TimeSource time, Duration takes) {
    this.file = file;
    this.time = time;
    this.takes = takes;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    String asked = request.messages().get(0).text();
    String name = asked.substring(0, asked.indexOf(' '));
    try {
      Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    CompletableFuture<ChatReply> answer = new CompletableFuture<>();
    ChatReply reply = ChatReply.of("answer to " + name).toBuilder().usage(Usage.of(5, 5)).build();
    time.after(takes, () -> answer.complete(reply));
    var unused =
        answer.whenComplete(
            (done, thrown) -> {
              if (answer.isCancelled()) {
                System.out.println("cancelled " + name);
              }
            });
    return answer;
  }

  /** How many calls there were. */
  static int calls(Path file) {
    try {
      return read(file).values().stream().mapToInt(times -> times).sum();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** How often each name was asked for. */
  static Map<String, Integer> read(Path file) throws IOException {
    Map<String, Integer> calls = new TreeMap<>();
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    lines.forEach(name -> calls.merge(name, 1, Integer::sum));
    return calls;
  }
}
