package dev.laneway.provider.openai;

import dev.laneway.api.Media;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a vendor calls things in a request, and what it does not take. Begin with {@link #USUAL}.
 *
 * @param maxTokens the member that bounds the answer
 * @param seed the member for the seed; empty where there is none
 * @param anyTool the word for "some tool must be asked for"
 * @param streamUsage whether usage in a stream must be asked for
 * @param topK whether {@code top_k} is taken
 * @param penalties whether penalties are taken
 * @param schema whether a JSON schema is taken, not only "some JSON object"
 * @param shortCallIds whether ids of tool calls must be nine letters or digits
 * @param media the media that are taken
 * @param documentUrl whether documents go as {@code document_url}, by bytes or address
 * @param webSearch how the vendor's own web search is switched on
 * @param reasoning how the vendor is told how much to think
 */
public record RequestQuirks(
    String maxTokens,
    String seed,
    String anyTool,
    boolean streamUsage,
    boolean topK,
    boolean penalties,
    boolean schema,
    boolean shortCallIds,
    Set<Media.Kind> media,
    boolean documentUrl,
    WebSearch webSearch,
    ReasoningWords reasoning) {

  /** How the vendor's own web search is switched on. */
  public enum WebSearch {
    /** Not at all. */
    NONE,
    /** By a member {@code web_search_options}. */
    OPTIONS,
    /** By a plugin. */
    PLUGIN
  }

  /** What most vendors take. */
  public static final RequestQuirks USUAL =
      new RequestQuirks(
          "max_tokens",
          "seed",
          "required",
          true,
          false,
          true,
          true,
          false,
          EnumSet.of(Media.Kind.IMAGE),
          false,
          WebSearch.NONE,
          ReasoningWords.EFFORT);

  /** Copies the media. */
  public RequestQuirks {
    media = Set.copyOf(media);
  }

  /** With another name for the most tokens. */
  public RequestQuirks maxTokens(String name) {
    return new RequestQuirks(
        name,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With another name for the seed; empty for none. */
  public RequestQuirks seed(String name) {
    return new RequestQuirks(
        maxTokens,
        name,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With another word for "some tool". */
  public RequestQuirks anyTool(String word) {
    return new RequestQuirks(
        maxTokens,
        seed,
        word,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With usage in each stream, asked for or not. */
  public RequestQuirks streamUsageAnyway() {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        false,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With {@code top_k}. */
  public RequestQuirks withTopK() {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        true,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** Without penalties. */
  public RequestQuirks withoutPenalties() {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        false,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** Without schemas: only "some JSON object". */
  public RequestQuirks withoutSchema() {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        false,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With ids of nine letters or digits. */
  public RequestQuirks withShortCallIds() {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        true,
        media,
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With these media and no others. */
  public RequestQuirks media(Media.Kind... kinds) {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        Set.of(kinds),
        documentUrl,
        webSearch,
        reasoning);
  }

  /** With text alone. */
  public RequestQuirks textOnly() {
    return media(new Media.Kind[0]);
  }

  /** With documents as {@code document_url}. */
  public RequestQuirks withDocumentUrl() {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        true,
        webSearch,
        reasoning);
  }

  /** With a web search. */
  public RequestQuirks webSearch(WebSearch how) {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        how,
        reasoning);
  }

  /** With other words for how much to think. */
  public RequestQuirks reasoning(ReasoningWords words) {
    return new RequestQuirks(
        maxTokens,
        seed,
        anyTool,
        streamUsage,
        topK,
        penalties,
        schema,
        shortCallIds,
        media,
        documentUrl,
        webSearch,
        words);
  }
}
