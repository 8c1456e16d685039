package io.plimsoll.advisories.versions;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Semantic versions by precedence (semver 2.0.0, item 11), as npm packages carry them. Advisories mean precedence, not
/// npm's install ranges: `1.2.3-beta` comes before `1.2.3` and so lies in "before 1.2.3".
///
/// More lenient than the grammar where the order stays clear: a leading `v` or `=`, and fewer or more than three
/// numbers, missing ones being zero. Build metadata does not count.
public final class SemanticVersions implements VersionScheme {
    public static final SemanticVersions INSTANCE = new SemanticVersions();

    private static final Pattern READABLE = Pattern.compile(
            "[vV=]?(?<numbers>[0-9]+(?:\\.[0-9]+)*+)(?:-(?<pre>[0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.+-]*)?");

    private SemanticVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && READABLE.matcher(version).matches();
    }

    @Override
    public int compare(String a, String b) {
        Parts left = Parts.of(a);
        Parts right = Parts.of(b);
        int order = Digits.compareLists(left.numbers, right.numbers);
        return order != 0 ? order : comparePreReleases(left.preRelease, right.preRelease);
    }

    private record Parts(List<String> numbers, List<String> preRelease) {
        static Parts of(String version) {
            Matcher matcher = READABLE.matcher(version);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a semantic version: '" + version + "'");
            }
            String pre = matcher.group("pre");
            return new Parts(fields(matcher.group("numbers")), pre == null ? List.of() : fields(pre));
        }

        private static List<String> fields(String dotted) {
            return List.of(dotted.split("\\.", -1));
        }
    }

    /// Orders what follows the `+`, which precedence leaves out; none comes first.
    static int compareBuilds(String a, String b) {
        return compareFields(build(a), build(b));
    }

    private static List<String> build(String version) {
        int plus = version.indexOf('+');
        return plus < 0 ? List.of() : Parts.fields(version.substring(plus + 1));
    }

    private static int comparePreReleases(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        return compareFields(a, b);
    }

    private static int compareFields(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compareIdentifiers(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareIdentifiers(String a, String b) {
        boolean numericA = Digits.areAll(a);
        boolean numericB = Digits.areAll(b);
        if (numericA && numericB) {
            return Digits.compare(a, b);
        }
        return numericA == numericB ? a.compareTo(b) : Boolean.compare(numericB, numericA);
    }
}
