package io.plimsoll.scanner.archive;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.ScannedLayer;

/// What a file of an image archive turned out to be.
sealed interface ArchiveMember {
    /// A layer, read and forgotten but for what was found in it.
    record LayerFile(ScannedLayer layer) implements ArchiveMember {}

    /// A JSON document: index, manifest or configuration.
    record Document(FileBytes content, Digest digest) implements ArchiveMember {
        /// A document with the digest of its bytes.
        static Document of(byte[] bytes) {
            return new Document(FileBytes.of(bytes), Digest.of(bytes));
        }
    }

    /// Another name of a member, as `docker save` of older engines writes for layers that images share.
    record Link(String target) implements ArchiveMember {}

    /// Anything else.
    record Unknown(long size) implements ArchiveMember {}
}
