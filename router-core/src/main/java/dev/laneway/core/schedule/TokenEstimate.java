package dev.laneway.core.schedule;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Tool;

/**
 * Guesses the tokens of a prompt from its characters: Latin text by four to a token, code and
 * digits by three, other alphabets by two, CJK one by one. Lanes correct the guess by what their
 * answers counted.
 */
final class TokenEstimate {

  private static final int PER_MESSAGE = 4;
  private static final int PER_TOOL = 12;
  private static final long PER_IMAGE = 800;
  private static final double AUDIO_TOKENS_PER_BYTE = 1 / 500.0;
  private static final double DOCUMENT_TOKENS_PER_BYTE = 1 / 40.0;
  private static final double VIDEO_TOKENS_PER_BYTE = 1 / 400.0;
  private static final long BY_ADDRESS = 1_000;

  private TokenEstimate() {}

  static long of(ChatRequest request) {
    double tokens = 3;
    for (Message message : request.messages()) {
      tokens += PER_MESSAGE + sum(message);
    }
    for (Tool tool : request.tools()) {
      tokens += PER_TOOL + of(tool.description()) + of(tool.parameters());
    }
    if (request.responseSchema().isPresent()) {
      tokens += of(request.responseSchema().get().json());
    }
    return (long) Math.ceil(tokens);
  }

  /** Tokens of what a model said. */
  static long of(Message said) {
    return (long) Math.ceil(sum(said));
  }

  private static double sum(Message message) {
    double tokens = 0;
    for (Part part : message.parts()) {
      tokens += of(part);
    }
    return tokens;
  }

  static long of(EmbeddingRequest request) {
    double tokens = 0;
    for (String text : request.texts()) {
      tokens += of(text);
    }
    return (long) Math.ceil(tokens);
  }

  private static double of(Part part) {
    if (part instanceof Part.Text text) {
      return of(text.text());
    }
    if (part instanceof Part.Reasoning thought) {
      return of(thought.text());
    }
    if (part instanceof Part.ToolUse use) {
      return PER_MESSAGE + of(use.call().arguments());
    }
    if (part instanceof Part.ToolResult result) {
      return PER_MESSAGE + of(result.content());
    }
    return part instanceof Part.Attachment attachment ? of(attachment.media()) : 0;
  }

  private static double of(Media media) {
    double bytes = media.size();
    return switch (media.kind()) {
      case IMAGE -> PER_IMAGE;
      case AUDIO -> bytes == 0 ? BY_ADDRESS : bytes * AUDIO_TOKENS_PER_BYTE;
      case VIDEO -> bytes == 0 ? BY_ADDRESS : bytes * VIDEO_TOKENS_PER_BYTE;
      case DOCUMENT -> bytes == 0 ? BY_ADDRESS : bytes * DOCUMENT_TOKENS_PER_BYTE;
    };
  }

  /** Tokens of a text. */
  static double of(CharSequence text) {
    int latin = 0;
    int dense = 0;
    int foreign = 0;
    int whole = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ') {
          latin++;
        } else {
          dense++;
        }
      } else if (c < 0x2E80) {
        foreign++;
      } else {
        whole++;
      }
    }
    return latin / 4.4 + dense / 2.6 + foreign / 2.0 + whole * 0.9;
  }
}
