package dev.laneway.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Compresses what is worth it, and encrypts with AES-GCM where the application gave a key, bound to
 * the place where it stands: moved to another it opens no more. The first byte says what was done,
 * so that a key may be given later: what was written without one, or before places were bound,
 * stays readable, unless nothing but what was encrypted for its place is to be believed.
 */
public final class Seal {

  private static final int COMPRESSED = 1;
  private static final int ENCRYPTED = 2;
  private static final int BOUND = 4;
  private static final int WORTH_COMPRESSING = 512;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] NOWHERE = {};

  private final SecureRandom random = new SecureRandom();
  private final @Nullable SecretKey key;
  private final boolean believesAll;

  private Seal(@Nullable SecretKey key, boolean believesAll) {
    this.key = key;
    this.believesAll = believesAll;
  }

  /** Compresses only. */
  public static Seal none() {
    return new Seal(null, true);
  }

  /** Compresses and encrypts. */
  public static Seal with(SecretKey key) {
    return new Seal(key, true);
  }

  /** Compresses and encrypts, and opens only what was encrypted with this key, for its place. */
  public static Seal proving(SecretKey key) {
    return new Seal(key, false);
  }

  byte[] close(byte[] plain, String place) {
    int done = 0;
    byte[] content = plain;
    if (plain.length >= WORTH_COMPRESSING) {
      byte[] smaller = deflated(plain);
      if (smaller.length < plain.length) {
        content = smaller;
        done |= COMPRESSED;
      }
    }
    if (key != null) {
      content = encrypted(content, key, place.getBytes(UTF_8));
      done |= ENCRYPTED | BOUND;
    }
    byte[] sealed = new byte[content.length + 1];
    sealed[0] = (byte) done;
    System.arraycopy(content, 0, sealed, 1, content.length);
    return sealed;
  }

  byte[] open(byte[] sealed, String place) {
    if (sealed.length == 0) {
      throw new IllegalArgumentException("stored bytes must not be empty");
    }
    int done = sealed[0];
    if (!believesAll && (done & (ENCRYPTED | BOUND)) != (ENCRYPTED | BOUND)) {
      throw new IllegalArgumentException(
          "stored bytes must be encrypted for their place, as a key was given");
    }
    byte[] content = Arrays.copyOfRange(sealed, 1, sealed.length);
    if ((done & ENCRYPTED) != 0) {
      if (key == null) {
        throw new IllegalArgumentException("stored bytes are encrypted, and no key was given");
      }
      byte[] bound = (done & BOUND) == 0 ? NOWHERE : place.getBytes(UTF_8);
      content = decrypted(content, key, bound);
    }
    return (done & COMPRESSED) != 0 ? inflated(content) : content;
  }

  private byte[] encrypted(byte[] content, SecretKey secret, byte[] place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place);
      byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(content.length));
      cipher.doFinal(content, 0, content.length, out, NONCE_BYTES);
      return out;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("what is to be stored cannot be encrypted", broken);
    }
  }

  private static byte[] decrypted(byte[] content, SecretKey secret, byte[] place) {
    if (content.length < NONCE_BYTES) {
      throw new IllegalArgumentException("stored bytes are too short to be encrypted");
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(TAG_BITS, content, 0, NONCE_BYTES));
      cipher.updateAAD(place);
      return cipher.doFinal(content, NONCE_BYTES, content.length - NONCE_BYTES);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          "stored bytes were encrypted with another key, or were changed or moved", wrong);
    }
  }

  private static byte[] deflated(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflated(byte[] content) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(content);
      ByteArrayOutputStream out = new ByteArrayOutputStream(content.length * 4);
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && inflater.needsInput()) {
          throw new IllegalArgumentException("stored bytes are cut short");
        }
        if (count == 0 && inflater.needsDictionary()) {
          throw new IllegalArgumentException("stored bytes are broken");
        }
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException broken) {
      throw new IllegalArgumentException("stored bytes are broken", broken);
    } finally {
      inflater.end();
    }
  }
}
