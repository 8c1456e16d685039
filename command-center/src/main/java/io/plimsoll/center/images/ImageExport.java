package io.plimsoll.center.images;

import io.plimsoll.center.audit.Csv;
import io.plimsoll.center.server.database.Json;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.policy.PolicySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the images of a list while reading them, all that its filters leave and in its order.
///
/// @param page of which the words count, and nothing else
record ImageExport(ImageFilter filter, PageRequest page, Format format) {
    private static final Set<String> NO_FILTERS = Set.of("format", "cursor", "limit");

    /// What the file is.
    enum Format {
        /// RFC 4180, for people and their spreadsheets.
        CSV("text/csv;charset=UTF-8"),
        /// An array of what the list's items are.
        JSON("application/json");

        final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        static Format of(String word) {
            return word.equals("csv") ? CSV : JSON;
        }
    }

    private static final List<String> HEADER = List.of(
            "image",
            "id",
            "repository",
            "registries",
            "verdict",
            "decidedBy",
            "critical",
            "high",
            "medium",
            "low",
            "negligible",
            "unknown",
            "knownExploited",
            "accepted",
            "notAssessed",
            "scanState",
            "scannedAt",
            "distribution",
            "disallowed",
            "approvedBase",
            "runtimePolicy",
            "labels",
            "hosts",
            "runningContainers");

    /// The filters, for the trail.
    String described(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(one -> !NO_FILTERS.contains(one.getKey()))
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(" "));
    }

    /// @param policies in force
    void write(Transaction transaction, PolicySnapshot policies, Writer out) {
        put(out, format == Format.CSV ? Csv.line(HEADER) : "[");
        AtomicBoolean isFirst = new AtomicBoolean(true);
        ImageStore.each(
                transaction,
                filter,
                page,
                part -> part.stream()
                        .map(image -> ImageView.of(image, policies))
                        .forEach(view -> put(
                                out,
                                format == Format.CSV
                                        ? csv(view)
                                        : (isFirst.getAndSet(false) ? "\n" : ",\n")
                                                + Json.of(view).text())));
        put(out, format == Format.CSV ? "" : "\n]\n");
    }

    private static void put(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String csv(ImageView image) {
        Map<String, Integer> severities = image.severities();
        return Csv.line(List.of(
                image.names().stream().findFirst().orElse(""),
                image.id(),
                text(image.repository()),
                String.join(" ", image.registries()),
                image.verdict(),
                image.violations().stream()
                        .findFirst()
                        .map(v -> v.policy() + ": " + v.rule())
                        .orElse(""),
                text(severities.get("critical")),
                text(severities.get("high")),
                text(severities.get("medium")),
                text(severities.get("low")),
                text(severities.get("negligible")),
                text(severities.get("unknown")),
                Integer.toString(image.kev()),
                Integer.toString(image.accepted()),
                Integer.toString(image.notAssessed()),
                image.scanState(),
                Optional.ofNullable(image.scannedAt()).map(Instant::toString).orElse(""),
                text(image.distribution()),
                Boolean.toString(image.disallowed()),
                Boolean.toString(image.approvedBase()),
                Optional.ofNullable(image.runtime())
                        .map(runtime -> runtime.policy() + ": " + runtime.mode())
                        .orElse(""),
                new TreeMap<>(image.labels())
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(" ")),
                Integer.toString(image.hosts()),
                Integer.toString(image.runningContainers())));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
