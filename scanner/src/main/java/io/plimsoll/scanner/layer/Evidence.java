package io.plimsoll.scanner.layer;

import org.jspecify.annotations.Nullable;

/// Something worth remembering about the content of one file, found by a [FileAnalyser]. What it means is concluded
/// later, when it is known whether the file is still visible.
public interface Evidence {
    /// The same about another path, when that is a hard link to the file.
    Evidence linkedAs(FilePath other);

    /// What remains to be told of it when the file is deleted or replaced; null if nothing.
    default @Nullable Evidence asDeleted() {
        return null;
    }

    /// Whether the file is deleted or replaced.
    default boolean deleted() {
        return false;
    }

    /// The file that it was found in.
    FilePath file();

    /// Estimated bytes of memory.
    default long weight() {
        return 400 + 2L * file().bytes().length();
    }
}
