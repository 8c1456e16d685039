package io.plimsoll.center.images;

import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.Layer;
import io.plimsoll.model.PackageType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which packages of an image a reader wants to see.
///
/// @param type as package URLs name it
/// @param part a word of [Part]
/// @param licence as the package names it, or [#NONE]
/// @param assessed whether advisories could be held against it
record PackageFilter(Optional<String> type, Optional<Part> part, Optional<String> licence, Optional<Boolean> assessed) {
    /// Instead of a licence: packages that name none.
    static final String NONE = "none";

    /// No longer name is shown or asked for.
    static final int LONGEST_LICENCE = 200;

    private static final Set<String> TYPES =
            Arrays.stream(PackageType.values()).map(PackageType::purlType).collect(Collectors.toUnmodifiableSet());

    /// Where a package came from, as far as the history of the image tells.
    enum Part {
        BASE("base"),
        APPLICATION("application");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Part of(boolean isOfBase) {
            return isOfBase ? BASE : APPLICATION;
        }

        /// Of what a layer brought; empty where no layer is known to be of a base, or the layer is none of these.
        ///
        /// @param layer its diff id
        static Optional<Part> ofLayer(List<Layer> layers, String layer) {
            return layers.stream().noneMatch(Layer::base)
                    ? Optional.empty()
                    : layers.stream()
                            .filter(one -> one.diffId().toString().equals(layer))
                            .map(one -> of(one.base()))
                            .findFirst();
        }
    }

    /// Reads what came over HTTP.
    static PackageFilter of(
            Optional<String> type, Optional<String> part, Optional<String> licence, Optional<String> assessed) {
        licence.filter(name -> name.length() > LONGEST_LICENCE || name.indexOf('\0') >= 0)
                .ifPresent(name -> {
                    throw ProblemException.invalid("'licence' has at most " + LONGEST_LICENCE + " characters");
                });
        return new PackageFilter(
                type.map(PackageFilter::requireType),
                part.map(word -> ProblemException.requireOneOf("part", word, Set.of("base", "application")))
                        .map(word -> Part.of(word.equals("base"))),
                licence,
                assessed.map(word -> ProblemException.requireTruth("assessed", word)));
    }

    /// Refuses what is not a kind of package as package URLs name it.
    static String requireType(String word) {
        return ProblemException.requireOneOf("type", word, TYPES);
    }
}
