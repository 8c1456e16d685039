package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.engine.ContainerFile;
import io.plimsoll.model.Digest;
import java.util.List;

/// Where a container that is about to start comes from, as far as the engine's own files prove it.
sealed interface Origin {
    /// A container of the engine.
    ///
    /// @param names of the image that policies may mean: those that point to it now, and the one it was created by
    record OfImage(ContainerFile container, List<String> names) implements Origin {
        public OfImage {
            names = List.copyOf(names);
        }
    }

    /// A step of a build that runs right now.
    ///
    /// @param builder `buildkit` or `classic`
    /// @param ancestors images that the step's root file system is made of, nearest first; empty if there is none.
    ///     Images of the very same layers stand together: which of them is meant, the builder does not tell
    record BuildStep(String builder, List<List<Digest>> ancestors) implements Origin {
        public BuildStep {
            ancestors = ancestors.stream().map(List::copyOf).toList();
        }
    }

    /// Nobody knows.
    record Unknown(String why) implements Origin {}
}
