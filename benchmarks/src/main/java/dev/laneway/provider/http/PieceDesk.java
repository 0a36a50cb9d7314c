package dev.laneway.provider.http;

import dev.laneway.provider.http.json.Json;
import java.nio.ByteBuffer;

/**
 * Cuts the bytes of a stream into pieces and reads them, without a vendor around it. Stands in the
 * parser's package to reach it; lives in the benchmarks alone.
 */
public final class PieceDesk {

  private static final int PACKET = 1400;

  private final byte[] stream;
  private long sum;

  /** A desk for this stream of events. */
  public PieceDesk(byte[] stream) {
    this.stream = stream.clone();
  }

  /** Reads the whole stream as it would arrive, and adds up what its texts weigh. */
  public long read() {
    sum = 0;
    EventParser parser = new EventParser(Framing.SSE, 1 << 20, this::read);
    for (int at = 0; at < stream.length; at += PACKET) {
      parser.read(ByteBuffer.wrap(stream, at, Math.min(PACKET, stream.length - at)));
    }
    parser.end();
    return sum;
  }

  private void read(WireEvent event) {
    if (!event.is("[DONE]")) {
      Json delta = event.json().get("choices").at(0).get("delta");
      sum += delta.get("content").text().length();
    }
  }
}
