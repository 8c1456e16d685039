package io.plimsoll.center.images;

import io.plimsoll.center.labels.AssetKind;
import io.plimsoll.center.labels.Labels;
import io.plimsoll.center.server.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an image must be like for a reader to want to see it.
///
/// @param severity it has at least one finding of this one, a word
/// @param registry one of its names is of this one, such as `docker.io`
/// @param repository of its first name, with the registry and without the tag
/// @param label key of a label that was put on it, or `key=value`
/// @param decided `disallowed` or `approved-base`
record ImageTraits(
        Optional<String> severity,
        Optional<String> registry,
        Optional<String> repository,
        Optional<String> label,
        Optional<String> decided) {
    private static final String DISALLOWED = "disallowed";
    private static final Set<String> DECISIONS = Set.of(DISALLOWED, "approved-base");

    ImageTraits {
        severity.ifPresent(word -> ProblemException.requireOneOf("severity", word, ImagesApi.SEVERITIES));
        registry.ifPresent(text -> ProblemException.requireText("registry", text));
        repository.ifPresent(text -> ProblemException.requireText("repository", text));
        label.ifPresent(text -> ProblemException.requireText("label", text));
        decided.ifPresent(word -> ProblemException.requireOneOf("decision", word, DECISIONS));
    }

    /// Adds this to a condition about images.
    void narrow(StringBuilder where, List<@Nullable Object> arguments) {
        // One of a few known words, so that it can be a column.
        severity.ifPresent(word -> where.append(" and ").append(word).append(" > 0"));
        registry.ifPresent(name -> {
            where.append(" and ? = any (registries)");
            arguments.add(name);
        });
        repository.ifPresent(name -> {
            where.append(" and repository = ?");
            arguments.add(name);
        });
        label.ifPresent(text -> Labels.narrow(AssetKind.IMAGE, "id", text, where, arguments));
        decided.ifPresent(word -> where.append(" and id in (select d.image_id from ")
                .append(word.equals(DISALLOWED) ? "disallowed_image" : "approved_base")
                .append(" d)"));
    }
}
