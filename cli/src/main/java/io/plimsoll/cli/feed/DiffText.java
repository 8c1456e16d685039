package io.plimsoll.cli.feed;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.bundle.BundleDiff;
import io.plimsoll.advisories.bundle.BundleDiff.Addresses;
import io.plimsoll.advisories.bundle.BundleDiff.Change;
import io.plimsoll.advisories.bundle.BundleDiff.EndOfLife;
import io.plimsoll.advisories.bundle.BundleDiff.Kind;
import io.plimsoll.cli.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What changed between two bundles, for people and for programs.
final class DiffText {
    private static final int MOST_PACKAGES = 3;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private DiffText() {}

    static String table(BundleDiff diff) {
        StringBuilder text = new StringBuilder("From the bundle built ")
                .append(diff.before().builtAt())
                .append(" to the one built ")
                .append(diff.after().builtAt())
                .append(": ")
                .append(count(diff, Kind.ADDED))
                .append(" advisories added, ")
                .append(count(diff, Kind.WITHDRAWN))
                .append(" withdrawn, ")
                .append(count(diff, Kind.CHANGED))
                .append(" changed; ")
                .append(diff.movedProbabilities())
                .append(" changed in nothing but their EPSS\n");
        if (!diff.changes().isEmpty()) {
            text.append('\n').append(sources(diff)).append('\n').append(changes(diff));
        }
        if (!diff.endsOfLife().isEmpty()) {
            text.append('\n').append(endsOfLife(diff));
        }
        if (!diff.addresses().isEmpty()) {
            text.append('\n').append(addresses(diff));
        }
        return text.toString();
    }

    private static String endsOfLife(BundleDiff diff) {
        Table table = new Table("RELEASE", "ENDED", "ENDS NOW");
        diff.endsOfLife().forEach(end -> table.row(end.ecosystem(), day(end.before()), day(end.after())));
        return table.text();
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "unknown" : day.toString();
    }

    private static String addresses(BundleDiff diff) {
        Table table = new Table("CHANGE", "ADDRESS LIST", "ADDED", "WITHDRAWN", "UNTIL");
        diff.addresses()
                .forEach(list -> table.row(
                        word(list.kind()),
                        list.list(),
                        Integer.toString(list.added()),
                        Integer.toString(list.withdrawn()),
                        list.until() == null ? "" : list.until().toString()));
        return table.text();
    }

    private static long count(BundleDiff diff, Kind kind) {
        return diff.changes().stream().filter(c -> c.kind() == kind).count();
    }

    private static String sources(BundleDiff diff) {
        Table table = new Table("SOURCE", "ADDED", "WITHDRAWN", "CHANGED");
        bySource(diff)
                .forEach((source, counts) -> table.row(
                        source,
                        counts.getOrDefault(Kind.ADDED, 0).toString(),
                        counts.getOrDefault(Kind.WITHDRAWN, 0).toString(),
                        counts.getOrDefault(Kind.CHANGED, 0).toString()));
        return table.text();
    }

    private static Map<String, Map<Kind, Integer>> bySource(BundleDiff diff) {
        Map<String, Map<Kind, Integer>> bySource = new TreeMap<>();
        for (Change change : diff.changes()) {
            for (String source : change.sources()) {
                bySource.computeIfAbsent(source, _ -> new EnumMap<>(Kind.class)).merge(change.kind(), 1, Integer::sum);
            }
        }
        return bySource;
    }

    private static String changes(BundleDiff diff) {
        Table table = new Table("CHANGE", "ADVISORY", "SOURCES", "PACKAGES", "FIELDS");
        for (Change change : diff.changes()) {
            table.row(
                    word(change.kind()),
                    change.advisoryId(),
                    String.join(", ", change.sources()),
                    packages(change.packages()),
                    String.join(", ", change.fields()));
        }
        return table.text();
    }

    private static String packages(Collection<AdvisedPackage> packages) {
        Stream<String> first = packages.stream().limit(MOST_PACKAGES).map(p -> p.ecosystem() + " " + p.name());
        int more = packages.size() - MOST_PACKAGES;
        return Stream.concat(first, more > 0 ? Stream.of(more + " more") : Stream.of())
                .collect(Collectors.joining(", "));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case ADDED -> "added";
            case WITHDRAWN -> "withdrawn";
            case CHANGED -> "changed";
        };
    }

    static String json(BundleDiff diff) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("before")
                .put("digest", diff.before().digest().toString())
                .put("builtAt", diff.before().builtAt().toString());
        root.putObject("after")
                .put("digest", diff.after().digest().toString())
                .put("builtAt", diff.after().builtAt().toString());
        root.put("movedProbabilities", diff.movedProbabilities());
        ArrayNode changes = root.putArray("changes");
        for (Change change : diff.changes()) {
            ObjectNode node =
                    changes.addObject().put("advisory", change.advisoryId()).put("change", word(change.kind()));
            texts(node.putArray("fields"), change.fields());
            texts(node.putArray("sources"), List.copyOf(change.sources()));
            ArrayNode packages = node.putArray("packages");
            change.packages()
                    .forEach(p ->
                            packages.addObject().put("ecosystem", p.ecosystem()).put("name", p.name()));
        }
        ArrayNode ends = root.putArray("endsOfLife");
        for (EndOfLife end : diff.endsOfLife()) {
            ends.addObject()
                    .put("ecosystem", end.ecosystem())
                    .put("before", end.before() == null ? null : end.before().toString())
                    .put("after", end.after() == null ? null : end.after().toString());
        }
        ArrayNode addresses = root.putArray("addresses");
        for (Addresses list : diff.addresses()) {
            addresses
                    .addObject()
                    .put("list", list.list())
                    .put("change", word(list.kind()))
                    .put("added", list.added())
                    .put("withdrawn", list.withdrawn())
                    .put("until", list.until() == null ? null : list.until().toString());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
