package io.plimsoll.center.intelligence;

import io.plimsoll.model.Digest;
import java.io.InputStream;

/// What somebody gets who asks for the bundle. Digests are those of whole files.
sealed interface BundleAnswer {
    /// There is no bundle.
    record None() implements BundleAnswer {}

    /// They have it.
    record Same(Digest digest) implements BundleAnswer {}

    /// The bundle; whoever gets it closes the content.
    record Whole(Digest digest, InputStream content, long size) implements BundleAnswer {}

    /// What leads to the bundle from one that they have; whoever gets it closes the content.
    record Delta(Digest digest, Digest from, InputStream content, long size) implements BundleAnswer {}
}
