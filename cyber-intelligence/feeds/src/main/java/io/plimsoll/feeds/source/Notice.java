package io.plimsoll.feeds.source;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.VersionRange.End;
import io.plimsoll.advisories.versions.RpmVersions;
import io.plimsoll.feeds.source.FeedAdvisory.Affected;
import io.plimsoll.model.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A security notice of a distribution with rpm packages, while it is being read: which vulnerabilities it
/// bundles, and which package of which release is good from which version on.
public final class Notice {
    private String id = "";
    private String title = "";
    private String published = "";
    private String severity = "";
    private final Set<String> cves = new LinkedHashSet<>();
    private final Map<AdvisedPackage, Set<VersionRange>> ranges = new TreeMap<>();

    /// Empty until it was read.
    public String id() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    /// ISO 8601; empty until it was read.
    public String published() {
        return published;
    }

    public void setPublished(String published) {
        this.published = published;
    }

    /// @param severity the distribution's own word
    public void setSeverity(String severity) {
        this.severity = severity;
    }

    public void addCve(String id) {
        if (Ids.isCve(id)) {
            cves.add(id);
        }
    }

    /// @param fixed the first good version
    /// @param stream of the module that the package belongs to, such as `18`; empty where it belongs to none
    /// @throws IllegalArgumentException if rpm could not order the version
    public void addFix(String ecosystem, String name, String fixed, String stream) {
        VersionRange range = new VersionRange(introduced(fixed, stream), new End.Fixed(fixed));
        if (!range.isReadable(RpmVersions.INSTANCE)) {
            throw new IllegalArgumentException(name + ": the range '" + range + "' has a bound that is no version");
        }
        ranges.computeIfAbsent(new AdvisedPackage(ecosystem, name), _ -> new LinkedHashSet<>())
                .add(range);
    }

    /// The stream `18` of a module says nothing about version 16, which is another stream with fixes of its own.
    public static String introduced(String fixed, String stream) {
        int colon = fixed.indexOf(':');
        String epoch = fixed.substring(0, colon + 1);
        return !stream.isEmpty() && fixed.substring(colon + 1).startsWith(stream + ".") ? epoch + stream : "0";
    }

    /// Whether it is about any package, and so worth keeping.
    public boolean hasFixes() {
        return !ranges.isEmpty();
    }

    /// @param database whose word it is
    /// @throws IllegalArgumentException if the id is none
    public FeedAdvisory toAdvisory(String database) {
        return new FeedAdvisory(
                id,
                List.of(),
                List.copyOf(cves),
                OneLine.of(title),
                published,
                database,
                false,
                List.of(),
                ranges.entrySet().stream()
                        .map(e -> new Affected(
                                e.getKey(),
                                Severity.ofWord(severity),
                                new Answer.Affected(List.copyOf(e.getValue()), List.of())))
                        .toList());
    }
}
