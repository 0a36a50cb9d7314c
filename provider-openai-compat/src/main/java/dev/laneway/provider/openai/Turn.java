package dev.laneway.provider.openai;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.Citation;
import dev.laneway.api.Message;
import dev.laneway.api.Money;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.Usage;
import dev.laneway.api.VendorState;
import dev.laneway.provider.http.MessageAssembly;
import dev.laneway.provider.http.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One answer in the making, from one whole message or from many deltas: they have the same members,
 * and the same reader reads both. What is new is shown at once.
 */
final class Turn {

  private static final String CONTENT_MEMBER = "reasoning_content";

  private final Dialect dialect;
  private final Consumer<ChatEvent> shown;
  private final MessageAssembly message = new MessageAssembly();
  private final ThinkTags tags = new ThinkTags(this::reasoning, this::text);
  private @Nullable Details details;
  private final List<String> callIds = new ArrayList<>(0);
  private Map<Long, Integer> callsByIndex = Map.of();
  private Set<Citation> citations = Set.of();

  private String id = "";
  private String model = "";
  private String finish = "";
  private @Nullable StringBuilder refused;
  private boolean begun;
  private boolean empty; // there was reasoning, without a word in it
  private String reasoningMember = "";
  private Usage usage = Usage.NONE;
  private @Nullable Money cost;
  private @Nullable VendorState extraContent;

  Turn(Dialect dialect, Consumer<ChatEvent> shown) {
    this.dialect = dialect;
    this.shown = shown;
  }

  /** Reads a whole answer. */
  void readWhole(Json answer) {
    read(answer, "message");
  }

  /** Reads a piece of a stream. */
  void readChunk(Json chunk) {
    read(chunk, "delta");
  }

  private void read(Json answer, String member) {
    id = id.isEmpty() ? answer.get("id").text() : id;
    model = model.isEmpty() ? answer.get("model").text() : model;
    Json choice = answer.get("choices").at(0);
    if (!choice.isMissing() && choice.get("index").number(0) == 0) {
      begun = true;
      said(choice.get(member));
      finish = choice.get("finish_reason").nonEmptyText().orElse(finish);
    }
    figures(answer.get("usage"));
    figures(answer.get("x_groq", "usage"));
    sources(answer);
  }

  private void figures(Json told) {
    if (told.isObject()) {
      usage = Figures.usage(told);
      cost = Figures.cost(told).orElse(cost);
    }
  }

  private void said(Json said) {
    thought(said);
    Json content = said.get("content");
    if (content.isArray()) {
      content.elements().forEach(this::piece);
    } else {
      tags.read(content.text());
    }
    String refusal = said.get("refusal").text();
    if (!refusal.isEmpty()) {
      refused = refused == null ? new StringBuilder() : refused;
      refused.append(refusal);
    }
    Json calls = said.get("tool_calls");
    Json only = said.get("function_call"); // the older word, which some servers say beside the new
    if (calls.isArray() && !calls.isEmpty()) {
      calls.elements().forEach(this::call);
    } else if (only.isObject()) {
      onlyCall(only);
    }
    Json extra = said.get("extra_content");
    if (extra.isObject()) {
      extraContent = ReasoningState.raw(dialect, "{\"extra_content\":" + extra.raw() + "}");
    }
    Json annotations = said.get("annotations");
    if (annotations.isArray()) {
      annotations.elements().forEach(annotation -> cited(annotation.get("url_citation")));
    }
  }

  private void thought(Json said) {
    String member = CONTENT_MEMBER;
    String words = said.get(member).text();
    if (words.isEmpty()) {
      empty |= said.get(member).is("");
      member = "reasoning";
      words = said.get(member).text();
    }
    Json pieces = said.get(ReasoningState.DETAILS);
    if (pieces.isArray()) {
      details = details == null ? new Details() : details;
      details.add(pieces);
      words = words.isEmpty() ? textOf(pieces) : words;
    }
    if (!words.isEmpty()) {
      reasoningMember = member;
      reasoning(words);
    }
  }

  private static String textOf(Json pieces) {
    StringBuilder words = new StringBuilder();
    for (Json piece : pieces.elements()) {
      words.append(piece.get("text").text()).append(piece.get("summary").text());
    }
    return words.toString();
  }

  private void piece(Json piece) {
    if (piece.get("type").is("thinking")) {
      reasoningMember = "content";
      Json thinking = piece.get("thinking");
      if (thinking.isArray()) {
        thinking.elements().forEach(part -> reasoning(part.get("text").text()));
      } else {
        reasoning(thinking.text());
      }
    } else if (piece.isText()) {
      tags.read(piece.text());
    } else {
      tags.read(piece.get("text").text());
    }
  }

  private void reasoning(String words) {
    if (!words.isEmpty()) {
      message.reasoning(words);
      shown.accept(new ChatEvent.ReasoningDelta(words));
    }
  }

  private void text(String words) {
    if (!words.isEmpty()) {
      message.text(words);
      shown.accept(new ChatEvent.TextDelta(words));
    }
  }

  private void call(Json piece) {
    String callId = piece.get("id").text();
    int number = numberOf(piece, callId, piece.get("function", "name").text());
    called(number, callId, piece.get("function"));
    Json extra = piece.get("extra_content");
    if (extra.isObject()) {
      message.toolCallState(number, ReasoningState.raw(dialect, extra.raw()));
    }
  }

  /** There is one such call at most, and pieces of it have neither id nor number. */
  private void onlyCall(Json function) {
    if (callIds.isEmpty()) {
      callIds.add("");
    }
    called(0, "", function);
  }

  private void called(int number, String callId, Json function) {
    String name = function.get("name").text();
    Json given = function.get("arguments");
    String arguments = given.isObject() || given.isArray() ? given.raw() : given.text();
    message.toolCall(number, callId, name, arguments);
    shown.accept(new ChatEvent.ToolCallDelta(number, callId, name, arguments));
  }

  /**
   * Which call of this answer a piece belongs to. Vendors count from 0 or from 1 or not at all, and
   * some say 0 each time: a new id together with a name begins a new call.
   */
  private int numberOf(Json piece, String callId, String name) {
    long index = piece.get("index").number(-1);
    Integer known = index < 0 ? knownById(callId, name) : callsByIndex.get(index);
    if (known != null && !isOther(callIds.get(known), callId, name)) {
      return known;
    }
    int number = callIds.size();
    callIds.add(callId);
    if (index >= 0) {
      callsByIndex = callsByIndex.isEmpty() ? new HashMap<>() : callsByIndex;
      callsByIndex.put(index, number);
    }
    return number;
  }

  private static boolean isOther(String knownId, String callId, String name) {
    return !name.isEmpty() && !callId.isEmpty() && !knownId.isEmpty() && !knownId.equals(callId);
  }

  private @Nullable Integer knownById(String callId, String name) {
    int last = callIds.size() - 1;
    if (callId.isEmpty()) {
      return name.isEmpty() && last >= 0 ? last : null;
    }
    int found = callIds.indexOf(callId);
    return found < 0 ? null : found;
  }

  private void sources(Json answer) {
    Json results = answer.get("search_results");
    Json plain = results.isArray() ? Json.MISSING : answer.get("citations");
    if (results.isArray()) {
      results.elements().forEach(this::cited);
    } else if (plain.isArray()) {
      for (Json source : plain.elements()) {
        if (source.isText()) {
          cited(new Citation(source.text(), "", ""));
        } else {
          cited(source);
        }
      }
    }
  }

  private void cited(Json source) {
    String uri = source.get("url").text();
    if (!uri.isEmpty()) {
      String quote = source.get("content").nonEmptyText().orElse(source.get("snippet").text());
      cited(new Citation(uri, source.get("title").text(), quote));
    }
  }

  private void cited(Citation citation) {
    citations = citations.isEmpty() ? new LinkedHashSet<>() : citations;
    citations.add(citation);
  }

  /** Whether there was an answer at all. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether the vendor says that this is all, and nothing has come. */
  boolean isEmpty() {
    tags.end();
    return message.isEmpty()
        && refused == null
        && switch (Figures.finish(finish, false, false)) {
          case STOP, OTHER -> true;
          case LENGTH, TOOL_CALLS, CONTENT_FILTER -> false;
        };
  }

  /** Whether the vendor has said why it ended. */
  boolean hasFinished() {
    return !finish.isEmpty();
  }

  /** Whether the vendor says that its model failed. */
  boolean hasFailed() {
    return finish.equals("error");
  }

  /** Whether a tool is called without saying which. */
  boolean callsNothing() {
    return message.hasToolCalls()
        && message.message().toolCalls().stream().anyMatch(call -> call.name().isEmpty());
  }

  /** The reply; nothing may be read after it. */
  ChatReply reply() {
    tags.end();
    boolean calls = message.hasToolCalls();
    ChatReply.Builder reply =
        ChatReply.builder(whole())
            .id(id)
            .model(model)
            .finishReason(Figures.finish(finish, calls, refused != null))
            .usage(usage)
            .citations(List.copyOf(citations));
    if (cost != null) {
      reply.vendorCost(cost);
    }
    return reply.build();
  }

  /** The message, its reasoning marked for the way back. */
  private Message whole() {
    Message plain = message.message();
    if (!isDetailed()
        && reasoningMember.isEmpty()
        && extraContent == null
        && !empty
        && refused == null) {
      return plain;
    }
    List<Part> parts = new ArrayList<>(plain.parts().size() + 1);
    VendorState state = reasoningState();
    boolean marked = state.vendor().isEmpty();
    boolean each = state.json().startsWith("\"");
    for (Part part : plain.parts()) {
      if (part instanceof Part.Reasoning thought && (each || !marked)) {
        parts.add(new Part.Reasoning(thought.text(), state));
        marked = true;
      } else {
        parts.add(part);
      }
    }
    if (!marked && details != null && !details.isEmpty()) {
      parts.add(
          new Part.Opaque(
              ReasoningState.raw(
                  dialect, "{\"" + ReasoningState.DETAILS + "\":" + details.json() + "}")));
    }
    if (empty && reasoningMember.isEmpty() && dialect.echo() != Echo.NEVER) {
      parts.add(new Part.Opaque(ReasoningState.members(dialect, CONTENT_MEMBER, "")));
    }
    if (refused != null) {
      String words = refused.toString();
      parts.add(new Part.Opaque(ReasoningState.members(dialect, "refusal", words)));
    }
    if (extraContent != null) {
      parts.add(new Part.Opaque(extraContent));
    }
    return new Message(Role.ASSISTANT, parts);
  }

  private boolean isDetailed() {
    return details != null && !details.isEmpty();
  }

  private VendorState reasoningState() {
    if (details != null && !details.isEmpty()) {
      return ReasoningState.raw(dialect, details.json());
    }
    if (reasoningMember.equals("content")) {
      return ReasoningState.inContent(dialect);
    }
    return reasoningMember.isEmpty()
        ? VendorState.NONE
        : ReasoningState.member(dialect, reasoningMember);
  }
}
