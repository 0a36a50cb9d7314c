package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image, a sound, a video or a document, by its bytes or by an address that the vendor reads.
 */
public final class Media {

  /** What sort of thing it is; vendors take the sorts in different places. */
  public enum Kind {
    /** A picture. */
    IMAGE,
    /** Speech or other sound. */
    AUDIO,
    /** Moving pictures. */
    VIDEO,
    /** A PDF or another file with text in it. */
    DOCUMENT
  }

  private final String mimeType;
  private final byte @Nullable [] bytes;
  private final @Nullable URI uri;
  private final String name;

  private Media(String mimeType, byte @Nullable [] bytes, @Nullable URI uri, String name) {
    this.mimeType = requireNonNull(mimeType, "mimeType");
    this.bytes = bytes;
    this.uri = uri;
    this.name = requireNonNull(name, "name");
    if (mimeType.indexOf('/') < 1) {
      throw new IllegalArgumentException(
          "mimeType must look like image/png, was '" + mimeType + "'");
    }
  }

  /** The thing itself. The array is copied. */
  public static Media of(String mimeType, byte[] bytes) {
    return new Media(mimeType, bytes.clone(), null, "");
  }

  /** The address of the thing; whether the vendor fetches it is the vendor's affair. */
  public static Media at(String mimeType, URI uri) {
    return new Media(mimeType, null, requireNonNull(uri, "uri"), "");
  }

  /** The same thing with a file name, which some vendors show to the model. */
  public Media named(String fileName) {
    return new Media(mimeType, bytes, uri, fileName);
  }

  /** Derived from the MIME type: what is not image, audio or video is a document. */
  public Kind kind() {
    String type = mimeType.substring(0, mimeType.indexOf('/'));
    return switch (type) {
      case "image" -> Kind.IMAGE;
      case "audio" -> Kind.AUDIO;
      case "video" -> Kind.VIDEO;
      default -> Kind.DOCUMENT;
    };
  }

  /** For example {@code image/png}. */
  public String mimeType() {
    return mimeType;
  }

  /** A copy of the bytes, if it was given by bytes. */
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(bytes).map(byte[]::clone);
  }

  /** How many bytes it has, 0 if it was given by address. */
  public int size() {
    return bytes == null ? 0 : bytes.length;
  }

  /** The address, if it was given by address. */
  public Optional<URI> uri() {
    return Optional.ofNullable(uri);
  }

  /** The file name, or an empty text. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Media that
        && mimeType.equals(that.mimeType)
        && name.equals(that.name)
        && Objects.equals(uri, that.uri)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mimeType, name, uri, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return bytes != null ? mimeType + " of " + bytes.length + " bytes" : mimeType + " by address";
  }
}
