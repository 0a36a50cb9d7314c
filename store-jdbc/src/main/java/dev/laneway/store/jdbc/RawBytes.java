package dev.laneway.store.jdbc;

import com.github.kagkarlsson.scheduler.serializer.Serializer;

/** Items are bytes already. */
final class RawBytes implements Serializer {

  @Override
  public byte[] serialize(Object data) {
    return data instanceof byte[] bytes ? bytes : new byte[0];
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] bytes) {
    return type.cast(bytes);
  }
}
