package io.plimsoll.scanner.archive;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.List;
import java.util.stream.Collectors;

/// One of the images of an archive.
///
/// @param names that the archive gives it, such as `shop/web:1.4`
/// @param image whatever describes it further
record ImageChoice<T>(List<String> names, T image) {
    private static final int MOST_SHOWN = 20;

    ImageChoice {
        names = List.copyOf(names);
    }

    /// The one image that was asked for.
    ///
    /// @param wanted names of which it must bear one; empty if there may be one image only
    /// @throws MalformedInput with a message for the person who has to choose
    static <T> ImageChoice<T> choose(List<ImageChoice<T>> images, List<String> wanted) throws MalformedInput {
        if (images.isEmpty()) {
            throw new MalformedInput("the archive lists no image");
        }
        List<ImageChoice<T>> matching = wanted.isEmpty()
                ? images
                : images.stream()
                        .filter(image -> image.names().stream().anyMatch(name -> isWanted(name, wanted)))
                        .toList();
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        String all = images.stream()
                .map(image -> image.names().isEmpty() ? "(unnamed)" : String.join(" = ", image.names()))
                .limit(MOST_SHOWN)
                .collect(Collectors.joining(", "));
        throw new MalformedInput(
                matching.isEmpty()
                        ? "the archive holds no image named " + String.join(" or ", wanted) + ", only: " + all
                        : "the archive holds " + matching.size() + " images that may be meant; name one of: " + all);
    }

    /// A tag alone means every name that ends in it, and a name without a tag its `latest`.
    private static boolean isWanted(String name, List<String> wanted) {
        return wanted.stream()
                .anyMatch(one -> one.equals(name) || (one + ":latest").equals(name) || name.endsWith(":" + one));
    }
}
