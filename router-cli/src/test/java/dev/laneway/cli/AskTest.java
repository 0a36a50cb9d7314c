package dev.laneway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.VendorReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskTest {

  private static final VendorReply STREAM =
      VendorReply.sse(
          chunk("{\"content\":\"Good \"}", "null")
              + chunk("{\"content\":\"day\"}", "null")
              + chunk("{}", "\"stop\"")
              + "data: [DONE]\n\n");

  private final Path folder;

  AskTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"c\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  @Test
  void the_answer_alone_goes_to_standard_output() {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(STREAM))) {
      Run run =
          Run.of("ask", "--config", Loopback.config(folder, vendor.url()), "--receipt", "Hello");
      assertThat(run.code()).isZero();
      assertThat(run.out()).isEqualTo("Good day\n");
      assertThat(run.err()).contains("openai-compat/m-1 answered");
    }
  }

  @Test
  void explaining_sends_nothing() {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(STREAM))) {
      String config = Loopback.config(folder, vendor.url());
      Run run = Run.of("ask", "--explain", "--route", "default", "--config", config, "Hello");
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("route 'default'").contains("openai-compat/m-1: ready");
      assertThat(vendor.visits()).isEmpty();
    }
  }

  @Test
  void what_cannot_be_answered_ends_with_code_1_and_the_reason() {
    try (FaultyVendor vendor =
        FaultyVendor.that(
            Fault.reply(VendorReply.json(401, "{\"error\":{\"message\":\"no such key\"}}")))) {
      Run run = Run.of("ask", "--config", Loopback.config(folder, vendor.url()), "--", "--hello");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("laneway ask: ").doesNotContain(Loopback.KEY);
    }
  }

  @Test
  void an_unknown_route_is_named() {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.reply(STREAM))) {
      String config = Loopback.config(folder, vendor.url());
      Run run = Run.of("ask", "--route", "smrt", "--config", config, "Hello");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("route 'smrt' is unknown");
    }
  }

  @Test
  void an_answer_that_nobody_reads_any_more_is_not_paid_to_its_end() {
    int first = STREAM.bodyText().indexOf("\n\n") + 2;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (FaultyVendor vendor = FaultyVendor.that(Fault.stallAfter(STREAM.inChunksOf(64), first))) {
      Shell shell =
          new Shell(
              new PrintStream(new ClosedPipe(), false, UTF_8),
              new PrintStream(err, true, UTF_8),
              Map.of(),
              Terminal.PLAIN);
      String config = Loopback.config(folder, vendor.url());
      int code =
          new Laneway(shell).run(List.of("ask", "--deadline", "5", "--config", config, "Hello"));
      assertThat(code).isEqualTo(1);
      assertThat(err.toString(UTF_8)).isEqualTo("laneway: standard output is closed\n");
    }
  }

  /** As that of {@code laneway ask … | head -1} is. */
  private static final class ClosedPipe extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
