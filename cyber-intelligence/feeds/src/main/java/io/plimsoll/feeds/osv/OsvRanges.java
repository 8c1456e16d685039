package io.plimsoll.feeds.osv;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.advisories.versions.VersionScheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns the events and lists of one `affected` entry into ranges (OSV schema, "Evaluation").
final class OsvRanges {
    private OsvRanges() {}

    /// Whether the entry tells what is affected by commits alone, which no installed package names.
    static boolean isOfCommitsOnly(JsonNode affected) {
        boolean hasCommits = false;
        for (JsonNode range : affected.path("ranges")) {
            boolean isOfCommits = text(range, "type").equals("GIT");
            if (!isOfCommits) {
                return false;
            }
            hasCommits = true;
        }
        return hasCommits && affected.path("versions").isEmpty();
    }

    /// The answer, or null if the entry says nothing about versions of the ecosystem.
    static @Nullable Answer answer(JsonNode affected, String ecosystem, Consumer<String> lost) {
        Optional<VersionScheme> scheme = VersionScheme.ofEcosystem(ecosystem);
        List<VersionRange> ranges = new ArrayList<>();
        for (JsonNode range : affected.path("ranges")) {
            String type = text(range, "type");
            if (type.equals("ECOSYSTEM") || type.equals("SEMVER")) {
                ranges.addAll(readable(ranges(range, scheme), scheme, lost));
            }
        }
        List<VersionRange> bounded = withLastKnown(ranges, affected, scheme);
        List<String> versions = versionsOutside(bounded, texts(affected.path("versions")), scheme);
        return bounded.isEmpty() && versions.isEmpty() ? null : new Answer.Affected(bounded, versions);
    }

    /// A happening in the life of a range.
    private record Event(String version, Kind kind) {
        enum Kind {
            INTRODUCED,
            FIXED,
            LAST_AFFECTED
        }

        static Optional<Event> of(JsonNode node) {
            if (node.has("introduced")) {
                return Optional.of(new Event(text(node, "introduced"), Kind.INTRODUCED));
            }
            if (node.has("fixed")) {
                return Optional.of(new Event(text(node, "fixed"), Kind.FIXED));
            }
            return node.has("last_affected")
                    ? Optional.of(new Event(text(node, "last_affected"), Kind.LAST_AFFECTED))
                    : Optional.empty();
        }

        boolean isReadable(VersionScheme scheme) {
            return version.equals("0") || scheme.isReadable(version);
        }
    }

    private static List<VersionRange> ranges(JsonNode range, Optional<VersionScheme> scheme) {
        List<VersionRange> ranges = new ArrayList<>();
        String introduced = null;
        for (Event event : events(range, scheme)) {
            switch (event.kind()) {
                case INTRODUCED -> introduced = introduced == null ? event.version() : introduced;
                case FIXED, LAST_AFFECTED -> {
                    if (introduced != null) {
                        ranges.add(new VersionRange(introduced, end(event)));
                    }
                    introduced = null;
                }
            }
        }
        if (introduced != null) {
            ranges.add(new VersionRange(introduced, new End.Open()));
        }
        return ranges;
    }

    /// The events in the order of their versions, as the schema wants them read; as written where the order is
    /// unknown.
    private static List<Event> events(JsonNode range, Optional<VersionScheme> scheme) {
        List<Event> events = new ArrayList<>();
        range.path("events").forEach(node -> Event.of(node).ifPresent(events::add));
        scheme.filter(s -> events.stream().allMatch(event -> event.isReadable(s)))
                .ifPresent(s -> events.sort(Comparator.comparing(Event::version, zeroFirst(s))));
        return events;
    }

    private static Comparator<String> zeroFirst(VersionScheme scheme) {
        return (a, b) ->
                a.equals("0") || b.equals("0") ? Boolean.compare(b.equals("0"), a.equals("0")) : scheme.compare(a, b);
    }

    private static End end(Event event) {
        return event.kind() == Event.Kind.FIXED
                ? new End.Fixed(event.version())
                : new End.LastAffected(event.version());
    }

    private static List<VersionRange> readable(
            List<VersionRange> ranges, Optional<VersionScheme> scheme, Consumer<String> lost) {
        if (scheme.isEmpty()) {
            return ranges;
        }
        List<VersionRange> readable = new ArrayList<>();
        for (VersionRange range : ranges) {
            if (range.isReadable(scheme.get())) {
                readable.add(range);
            } else {
                lost.accept("the range '" + range + "' has a bound that is no version");
            }
        }
        return readable;
    }

    /// GHSA names the last version known to be affected beside a range without end: `"<= 1.2.3"`.
    private static List<VersionRange> withLastKnown(
            List<VersionRange> ranges, JsonNode affected, Optional<VersionScheme> scheme) {
        String known = affected.path("database_specific")
                .path("last_known_affected_version_range")
                .asString("");
        String last = known.startsWith("<=") ? known.substring(2).strip() : "";
        boolean applies = ranges.size() == 1
                && ranges.getFirst().end() instanceof End.Open
                && scheme.filter(s -> s.isReadable(last)).isPresent();
        return applies ? List.of(new VersionRange(ranges.getFirst().introduced(), new End.LastAffected(last))) : ranges;
    }

    /// The listed versions that no range holds. Exports list every version of every range; those add nothing.
    private static List<String> versionsOutside(
            List<VersionRange> ranges, List<String> versions, Optional<VersionScheme> scheme) {
        if (scheme.isEmpty()) {
            return ranges.isEmpty() ? versions : List.of();
        }
        return versions.stream()
                .filter(version -> !scheme.get().isReadable(version)
                        || ranges.stream().noneMatch(range -> range.contains(version, scheme.get())))
                .toList();
    }
}
