package io.plimsoll.feeds.osv;

import static io.plimsoll.feeds.source.SourceJson.text;
import static io.plimsoll.feeds.source.SourceJson.texts;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.feeds.source.Facts.Vector;
import io.plimsoll.feeds.source.FeedAdvisory;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.feeds.source.Ids;
import io.plimsoll.feeds.source.OneLine;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One OSV document. Parsing is pure: bytes in, an advisory out.
final class OsvDocument {
    /// A malicious package has no good version, even where the record forgot to say so.
    private static final Answer EVERY_VERSION =
            new Answer.Affected(List.of(new VersionRange("0", new VersionRange.End.Open())), List.of());

    private static final String NVD = "https://nvd.nist.gov/vuln/detail/";

    private final JsonNode root;

    private OsvDocument(JsonNode root) {
        this.root = root;
    }

    /// @throws IllegalArgumentException if it is no OSV document
    static OsvDocument parse(byte[] bytes) {
        try {
            JsonNode root = SourceJson.MAPPER.readTree(bytes);
            if (!root.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return new OsvDocument(root);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// When it was last changed; empty where it does not say.
    String modified() {
        return date("modified");
    }

    /// Some databases write year 1 where they do not know.
    private String date(String field) {
        String date = text(root, field);
        return date.startsWith("0001-") ? "" : date;
    }

    /// @param lost is told about each part that could not be understood and is left out
    /// @throws IllegalArgumentException if the document cannot be used at all
    FeedAdvisory toAdvisory(Consumer<String> lost) {
        String id = text(root, "id");
        return new FeedAdvisory(
                id,
                aliases(lost),
                ids("upstream", lost),
                title(),
                date("published"),
                database(id),
                root.hasNonNull("withdrawn"),
                vectors(id),
                affected(lost));
    }

    private String title() {
        String title = OneLine.of(root.path("summary").asString(text(root, "details")));
        return title.isEmpty() && isMalicious() ? "Malicious package" : title;
    }

    /// The other names. Where a record lists several CVEs because it is related to each of them, it is about
    /// those whose NVD page it refers to, and its other names belong to the rest.
    private List<String> aliases(Consumer<String> lost) {
        List<String> aliases = ids("aliases", lost);
        Set<String> referred = referredCves();
        boolean isAmbiguous = aliases.stream().filter(Ids::isCve).count() > 1
                && aliases.stream().anyMatch(referred::contains);
        return isAmbiguous ? aliases.stream().filter(referred::contains).toList() : aliases;
    }

    private List<String> ids(String field, Consumer<String> lost) {
        List<String> ids = new ArrayList<>(texts(root.path(field)));
        ids.removeIf(id -> {
            boolean isBroken = !Ids.isId(id);
            if (isBroken) {
                lost.accept("'" + OneLine.of(id) + "' among its " + field + " is not an id");
            }
            return isBroken;
        });
        return ids;
    }

    private Set<String> referredCves() {
        List<String> urls = new ArrayList<>();
        root.path("references").forEach(reference -> urls.add(text(reference, "url")));
        return urls.stream()
                .filter(url -> url.startsWith(NVD))
                .map(url -> url.substring(NVD.length()))
                .collect(Collectors.toSet());
    }

    /// Whose word it is: the prefix of the id. All of Debian's advisories are one word, whatever they are called.
    private static String database(String id) {
        int dash = id.indexOf('-');
        String prefix = dash < 0 ? id : id.substring(0, dash);
        return switch (prefix) {
            case "DSA", "DLA", "DTSA", "DEBIAN" -> "DEBIAN";
            case "USN", "UBUNTU", "LSN" -> "UBUNTU";
            default -> prefix;
        };
    }

    private List<Vector> vectors(String id) {
        List<Vector> vectors = new ArrayList<>(vectors(root, id));
        root.path("affected").forEach(affected -> vectors.addAll(vectors(affected, id)));
        return vectors.stream().distinct().toList();
    }

    private static List<Vector> vectors(JsonNode holder, String id) {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode severity : holder.path("severity")) {
            if (text(severity, "type").startsWith("CVSS_")) {
                vectors.add(new Vector(text(severity, "score"), database(id).toLowerCase(Locale.ROOT)));
            }
        }
        return vectors;
    }

    private List<Affected> affected(Consumer<String> lost) {
        List<Affected> all = new ArrayList<>();
        for (JsonNode affected : root.path("affected")) {
            JsonNode named = affected.path("package");
            if (named.isObject()) {
                AdvisedPackage advised =
                        new AdvisedPackage(OsvEcosystems.matched(text(named, "ecosystem")), text(named, "name"));
                Answer answer = OsvRanges.answer(affected, advised.ecosystem(), lost);
                if (answer == null && isMalicious()) {
                    answer = EVERY_VERSION;
                }
                if (answer != null) {
                    all.add(new Affected(advised, severity(affected), answer));
                }
            }
        }
        return all;
    }

    /// Whether nothing is left to match because all of it is about commits.
    boolean isOfCommitsOnly() {
        JsonNode entries = root.path("affected");
        for (JsonNode affected : entries) {
            if (!OsvRanges.isOfCommitsOnly(affected)) {
                return false;
            }
        }
        return !entries.isEmpty();
    }

    /// A package that was made to do harm (github.com/ossf/malicious-packages).
    private boolean isMalicious() {
        return text(root, "id").startsWith("MAL-");
    }

    /// The word that databases use beside or instead of vectors: GHSA's `severity`, Debian's `urgency`. A malicious
    /// package has none, and needs none.
    private Severity severity(JsonNode affected) {
        if (isMalicious()) {
            return Severity.CRITICAL;
        }
        String urgency = affected.path("ecosystem_specific").path("urgency").asString("");
        return urgency.isEmpty()
                ? Severity.ofWord(
                        root.path("database_specific").path("severity").asString(""))
                : Severity.ofWord(urgency);
    }
}
