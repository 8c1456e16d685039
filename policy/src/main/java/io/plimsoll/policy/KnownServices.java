package io.plimsoll.policy;

import java.util.List;

/// What whoever reads a policy knows of the services that its scope names. A service is a named set of containers; the
/// Command Center keeps them.
@FunctionalInterface
public interface KnownServices {
    /// What a scope makes of a service.
    sealed interface Answer {}

    /// The images that the service is made of.
    ///
    /// @param patterns of their names with tag
    record Images(List<String> patterns) implements Answer {
        public Images {
            patterns = List.copyOf(patterns);
        }
    }

    /// The service cannot decide which images are meant.
    ///
    /// @param why a sentence about it
    record Unusable(String why) implements Answer {}

    /// Nobody asks: the names stay as they are written, see [Scope#services].
    record AsWritten() implements Answer {}

    /// For a text that is only shown or passed on.
    KnownServices AS_WRITTEN = name -> new AsWritten();

    /// For whoever judges by a file.
    KnownServices NONE = name -> new Unusable("only a Command Center knows the service '" + name
            + "'; name its images here, or take the policies of the Center with '--policy center'");

    /// @param name as the scope has it
    Answer find(String name);
}
