package dev.laneway.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Attempt;
import dev.laneway.api.BuiltInTool;
import dev.laneway.api.CacheMode;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Citation;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.FinishReason;
import dev.laneway.api.LaneId;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Money;
import dev.laneway.api.Part;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Reasoning;
import dev.laneway.api.Receipt;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Role;
import dev.laneway.api.RouterException;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolCall;
import dev.laneway.api.ToolChoice;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.VendorState;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static final String OLD =
      "02f11b4c912e30ae5163bf3a04a276faacd4c2ddb8d107f6654c51087946a91c3b13d9216696bbdf"
          + "a09010d75e57bf3c25f30e05d05e6bdd581a113481a236aa588800baaf42624efe8a7bb9494c7498"
          + "a67930b261dfca35841b0905ba88548f0fdd12ee7bcba7d1a3dbb774aed0834f230a7c06ce367094"
          + "67a02141d58a4469987245f83b4e424d196cfe2233fc1b02a156bc6946f99043d80eb54253c2116a"
          + "b16ee683cc62992c4da1c87d66d26efaba6391e1a510184fd9490c8c58891646888971f73450e4f5"
          + "63cb192b13f2225c30b0e6b812efbac7d8947173ac201a9bcf4bf7d15af50c591a7cfa8344bb49e5"
          + "135859d1aa8c24b202935741fad99ae0b314b6b185e391d89d78c3edca6fbc225370abd361e243b0"
          + "9cb81684db28058a13717977baf4d310359f191ca40ad1bd529c85606cc828d7b2f5e23797dfdedd"
          + "c0b8c9525aae4b03e3c4740dd6b68928af8672f7e4a9";

  private static final Instant THEN = Instant.parse("2026-03-02T10:00:00.123456Z");

  private final Codec plain = new Codec(Seal.none());
  private final Codec sealed = new Codec(Seal.with(new SecretKeySpec(new byte[32], "AES")));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void any_request_comes_back_as_it_was(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      ChatRequest request = request(random);
      CallOptions options = options(random);
      Codec codec = random.nextBoolean() ? plain : sealed;
      Codec.Work back = codec.work(codec.write(new Codec.Work(request, options, THEN), "w"), "w");
      assertThat(back.request()).isEqualTo(request);
      assertThat(back.submittedAt()).isEqualTo(THEN);
      assertThat(back.options()).usingRecursiveComparison().isEqualTo(options);
      assertThat(codec.canonical(back.request())).isEqualTo(codec.canonical(request));
    }
  }

  @Test
  void equal_requests_have_one_canonical_form_whatever_the_order_of_their_extras() {
    ChatRequest one = ChatRequest.builder().user("x").extra("v", "a", 1).extra("v", "b", 2).build();
    ChatRequest other =
        ChatRequest.builder().user("x").extra("v", "b", 2).extra("v", "a", 1).build();
    assertThat(one).isEqualTo(other);
    assertThat(plain.canonical(one)).isEqualTo(plain.canonical(other));
  }

  @Test
  void a_reply_comes_back_with_its_vendor_state_and_its_receipt() {
    ChatReply reply =
        ChatReply.builder(
                new Message(
                    Role.ASSISTANT,
                    List.of(
                        new Part.Reasoning("hm", new VendorState("gemini", "{\"sig\":\"x\"}")),
                        new Part.Text("yes", new VendorState("gemini", "\"t\"")),
                        new Part.ToolUse(
                            new ToolCall("c1", "look", "{}", new VendorState("gemini", "1"))),
                        new Part.Opaque(new VendorState("gemini", "[]")))))
            .finishReason(FinishReason.TOOL_CALLS)
            .usage(new Usage(7, 5, 3, 1, true))
            .model("m-2026")
            .id("r1")
            .citations(List.of(new Citation("https://x", "X", "q")))
            .vendorCost(Money.usd("0.000000000001"))
            .receipt(
                Receipt.builder()
                    .route("fast")
                    .lane(LaneId.of("a/b"))
                    .attempt(
                        new Attempt(
                            LaneId.of("a/c"),
                            Optional.of(
                                new ProviderFailure.Throttled(
                                    FailureDetails.of(429, "slow down"),
                                    LimitRef.UNNAMED,
                                    Optional.of(Duration.ofSeconds(7)))),
                            THEN,
                            Duration.ofMillis(80),
                            Usage.NONE,
                            Optional.empty()))
                    .cost(Optional.of(Money.usd("0.01")))
                    .fallback(true)
                    .note("dropped topK")
                    .build())
            .build();
    for (Codec codec : List.of(plain, sealed)) {
      assertThat(codec.reply(codec.write(reply, "r"), "r"))
          .usingRecursiveComparison()
          .isEqualTo(reply);
    }
  }

  @Test
  void an_error_comes_back_with_its_reason_and_receipt() {
    RouterException error =
        RouterException.because(RouterException.Reason.LIMITED, "no lane could serve it")
            .retryAt(THEN)
            .receipt(Receipt.builder().route("fast").note("n").build())
            .build();
    RouterException back = plain.error(plain.write(error, "e"), "e");
    assertThat(back.reason()).isEqualTo(error.reason());
    assertThat(back).hasMessage(error.getMessage());
    assertThat(back.retryAt()).contains(THEN);
    assertThat(back.receipt().toString()).isEqualTo(error.receipt().toString());
  }

  @Test
  void nothing_of_the_content_can_be_read_without_the_key() {
    byte[] bytes = sealed.write(ChatReply.of("the secret answer"), "r");
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("secret", "message");
    assertThat(sealed.write(ChatReply.of("the secret answer"), "r")).isNotEqualTo(bytes);
    assertThatThrownBy(() -> plain.reply(bytes, "r")).hasMessageContaining("no key was given");
    Codec other = new Codec(Seal.with(new SecretKeySpec(new byte[16], "AES")));
    assertThatThrownBy(() -> other.reply(bytes, "r")).hasMessageContaining("another key");
    bytes[bytes.length - 1] ^= 1;
    assertThatThrownBy(() -> sealed.reply(bytes, "r")).hasMessageContaining("were changed");
  }

  @Test
  void what_is_encrypted_opens_only_where_it_was_put() {
    byte[] mine = sealed.write(ChatReply.of("for acme"), "acme");
    assertThat(sealed.reply(mine, "acme").text()).isEqualTo("for acme");
    assertThatThrownBy(() -> sealed.reply(mine, "other"))
        .hasMessage("stored bytes were encrypted with another key, or were changed or moved");
    mine[0] = 2; // as if it had been written before places were bound
    assertThatThrownBy(() -> sealed.reply(mine, "other")).hasMessageContaining("moved");
  }

  /** Of a release that bound nothing, with a key of 32 zeros. */
  @Test
  void what_was_encrypted_before_places_were_bound_stays_readable() {
    byte[] old = HexFormat.of().parseHex(OLD);
    assertThat(sealed.reply(old, "anywhere").text()).isEqualTo("from before");
  }

  @Test
  void bytes_that_were_changed_on_their_way_are_told_and_end() {
    byte[] whole = plain.write(ChatReply.of("again and again ".repeat(100)), "r");
    byte[] head = {whole[0], 0x78, (byte) 0xBB, 1, 2, 3, 4, 5}; // asks for a dictionary
    assertThatThrownBy(() -> plain.reply(head, "r")).hasMessage("stored bytes are broken");
    assertThatThrownBy(() -> plain.reply(Arrays.copyOf(whole, whole.length / 2), "r"))
        .hasMessage("stored bytes are cut short");
  }

  @Test
  void what_was_written_before_a_key_was_given_stays_readable() {
    assertThat(sealed.reply(plain.write(ChatReply.of("x".repeat(2_000)), "r"), "r").text())
        .hasSize(2_000);
  }

  @Test
  void a_long_answer_takes_less_room_than_it_has_characters() {
    assertThat(plain.write(ChatReply.of("again and again ".repeat(10_000)), "r").length)
        .isLessThan(10_000);
  }

  @Test
  void bytes_of_a_later_version_are_refused() {
    byte[] later = "\0{\"version\":2}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> plain.reply(later, "r"))
        .hasMessage("version of stored bytes must be from 1 to 1, was 2");
  }

  private static <T> T any(Random random, T[] values) {
    return List.of(values).get(random.nextInt(values.length));
  }

  private static ChatRequest request(Random random) {
    ChatRequest.Builder request = ChatRequest.builder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      request.message(message(random));
    }
    int tools = random.nextInt(3);
    for (int i = tools; i > 0; i--) {
      request.tool(new Tool("t" + i, text(random), "{\"type\":\"object\"}"));
    }
    if (random.nextBoolean()) {
      request.builtIn(any(random, BuiltInTool.values()));
    }
    if (random.nextBoolean()) {
      request.toolChoice(tools == 0 ? ToolChoice.REQUIRED : ToolChoice.tool("t1"));
    }
    if (random.nextBoolean()) {
      request.responseSchema(new ResponseSchema("s", text(random), random.nextBoolean()));
    }
    if (random.nextBoolean()) {
      request.temperature(random.nextDouble()).topP(random.nextDouble()).topK(3);
      request.presencePenalty(-random.nextDouble()).frequencyPenalty(0.1).seed(random.nextLong());
    }
    if (random.nextBoolean()) {
      request.stop("\n", "END").maxOutputTokens(1 + random.nextInt(1_000));
      request.reasoning(
          new Reasoning(
              any(random, Reasoning.Effort.values()),
              random.nextBoolean() ? OptionalLong.of(random.nextInt(99)) : OptionalLong.empty(),
              random.nextBoolean()));
    }
    List<Object> values =
        List.of("s", 1, 2L, 0.5, 0.5f, true, new BigDecimal("1.10"), List.of(), Map.of("k", 1L));
    for (int i = random.nextInt(4); i > 0; i--) {
      Object value = values.get(random.nextInt(values.size()));
      request.extra("v" + random.nextInt(2), "n" + i, List.of(value, Map.of("deep", value)));
      request.extra("v", "m" + i, value);
    }
    return request.build();
  }

  private static Message message(Random random) {
    List<Part> parts = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      parts.add(
          switch (random.nextInt(7)) {
            case 0 -> Part.text(text(random));
            case 1 -> new Part.Text(text(random), new VendorState("v", text(random)));
            case 2 -> new Part.Reasoning(text(random), VendorState.NONE);
            case 3 -> new Part.Attachment(media(random));
            case 4 -> new Part.ToolUse(ToolCall.of("id", "t", text(random)));
            case 5 -> new Part.ToolResult("id", "t", text(random));
            default -> new Part.Opaque(new VendorState("v", text(random)));
          });
    }
    return new Message(any(random, Role.values()), parts);
  }

  private static Media media(Random random) {
    byte[] bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return random.nextBoolean()
        ? Media.of("image/png", bytes).named("a.png")
        : Media.at("application/pdf", URI.create("https://example.com/a.pdf"));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(600); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(0x7f);
            case 1 -> 0x4e00 + random.nextInt(500);
            case 2 -> 0x1f600 + random.nextInt(60);
            default -> ' ' + random.nextInt(90);
          });
    }
    return text.toString();
  }

  private static CallOptions options(Random random) {
    CallOptions.Builder options =
        CallOptions.builder()
            .route(text(random))
            .urgency(any(random, Urgency.values()))
            .deadline(Duration.ofNanos(1 + random.nextInt(1_000_000_000)))
            .tenant(text(random))
            .session("s")
            .task("t")
            .tag("team", text(random))
            .cache(CacheMode.REFRESH)
            .maxStale(Duration.ofSeconds(random.nextInt(9)))
            .hedge(random.nextBoolean())
            .strict(random.nextBoolean());
    if (random.nextBoolean()) {
      options.lane("a@b/c:d").maxCost(new Money(random.nextInt(1_000)));
    }
    return options.build();
  }
}
