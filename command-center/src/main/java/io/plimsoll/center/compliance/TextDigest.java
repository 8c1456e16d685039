package io.plimsoll.center.compliance;

import io.plimsoll.model.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;

/// The SHA-256 of what things say of themselves, one after the other, without ever holding the text of all of them: a
/// report on 100,000 containers hashes hundreds of megabytes.
final class TextDigest {
    private final MessageDigest digest = Digest.sha256();

    /// Adds one text, its length in bytes (four, the highest first) before it, so that no two sequences read alike.
    TextDigest add(Object thing) {
        byte[] text = thing.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        digest.update(text);
        return this;
    }

    /// Adds how many things there are, then each.
    TextDigest addAll(Collection<?> things) {
        add(things.size());
        things.forEach(this::add);
        return this;
    }

    /// The digest of what was added; nothing may be added any more.
    Digest digest() {
        return Digest.ofRaw(digest.digest());
    }
}
