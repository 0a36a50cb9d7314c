package dev.laneway.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepsakeTest {

  private static final VendorState SIGNED = new VendorState("gemini", "\"sig\"");

  private static final Message REPLY =
      new Message(
          Role.ASSISTANT,
          List.of(
              new Part.Reasoning("hm", SIGNED),
              new Part.Text("Let me see.", SIGNED),
              new Part.Opaque(SIGNED),
              new Part.ToolUse(new ToolCall("c-1", "weather", "{}", SIGNED))));

  private static Message seen(String text, String arguments) {
    return new Message(
        Role.ASSISTANT,
        List.of(Part.text(text), new Part.ToolUse(ToolCall.of("c-1", "weather", arguments))));
  }

  @Test
  void a_reply_comes_back_as_it_was() {
    Map<String, Object> kept = Keepsake.of(REPLY);
    assertThat(Keepsake.restored(kept, seen("Let me see.", "{}"))).isEqualTo(REPLY);
  }

  @Test
  void a_reply_that_was_changed_since_is_taken_as_it_is_now() {
    Map<String, Object> kept = Keepsake.of(REPLY);
    Message otherText = seen("Never mind.", "{}");
    Message otherCall = seen("Let me see.", "{\"city\": 1}");
    assertThat(Keepsake.restored(kept, otherText)).isEqualTo(otherText);
    assertThat(Keepsake.restored(kept, otherCall)).isEqualTo(otherCall);
    assertThat(Keepsake.restored(Map.of("laneway.parts", "rubbish"), otherText))
        .isEqualTo(otherText);
    assertThat(Keepsake.restored(Map.of("laneway.parts", List.of(1, Map.of())), otherText))
        .isEqualTo(otherText);
  }

  @Test
  void a_plain_reply_needs_no_keepsake_and_attachments_are_the_librarys() {
    Part picture = new Part.Attachment(Media.of("image/png", new byte[] {1}));
    Message plain = new Message(Role.ASSISTANT, List.of(Part.text("Hi"), picture));
    assertThat(Keepsake.of(plain)).isEmpty();
    Message signed = new Message(Role.ASSISTANT, List.of(new Part.Text("Hi", SIGNED), picture));
    assertThat(Keepsake.restored(Keepsake.of(signed), plain)).isEqualTo(signed);
  }
}
