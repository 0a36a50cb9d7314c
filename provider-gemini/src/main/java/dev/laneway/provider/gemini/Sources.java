package dev.laneway.provider.gemini;

import dev.laneway.api.Citation;
import dev.laneway.provider.http.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an answer rests on, from all the places where Gemini tells it, each source once. */
final class Sources {

  private final Set<Citation> citations = new LinkedHashSet<>();

  void add(Json candidate) {
    grounding(candidate.get("groundingMetadata"));
    Json cited = candidate.get("citationMetadata");
    Json sources = cited.get("citationSources");
    for (Json source : (sources.isPresent() ? sources : cited.get("citations")).elements()) {
      citations.add(new Citation(source.get("uri").text(), source.get("title").text(), ""));
    }
  }

  private void grounding(Json metadata) {
    List<Json> chunks = metadata.get("groundingChunks").elements();
    Set<Integer> quoted = new LinkedHashSet<>();
    for (Json support : metadata.get("groundingSupports").elements()) {
      String words = support.get("segment", "text").text();
      for (Json index : support.get("groundingChunkIndices").elements()) {
        int chunk = (int) index.number(-1);
        if (chunk >= 0 && chunk < chunks.size()) {
          quoted.add(chunk);
          citations.add(citation(chunks.get(chunk), words));
        }
      }
    }
    for (int i = 0; i < chunks.size(); i++) {
      if (!quoted.contains(i)) {
        citations.add(citation(chunks.get(i), ""));
      }
    }
  }

  private static Citation citation(Json chunk, String quote) {
    for (String kind : List.of("web", "retrievedContext", "maps")) {
      Json source = chunk.get(kind);
      if (source.isPresent()) {
        return new Citation(source.get("uri").text(), source.get("title").text(), quote);
      }
    }
    return new Citation("", "", quote);
  }

  List<Citation> all() {
    return new ArrayList<>(citations);
  }
}
