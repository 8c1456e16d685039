package io.plimsoll.advisories.versions;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Python versions as the packaging specification orders them ("Version specifiers", once PEP 440), in all spellings
/// that its appendix accepts. Names from before that specification, such as `0.3m2`, have no order and are unreadable.
public final class PythonVersions implements VersionScheme {
    public static final PythonVersions INSTANCE = new PythonVersions();

    private static final Pattern READABLE = Pattern.compile("v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*+)"
            + "(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<preNumber>[0-9]*))?"
            + "(?<post>-(?<implicit>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>[0-9]*))?"
            + "(?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]*))?"
            + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*+))?");

    private PythonVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH
                && READABLE.matcher(version.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public int compare(String a, String b) {
        return Parts.of(a).against(Parts.of(b));
    }

    /// @param phase 0 for a development release of the final one, 1 to 3 for alpha, beta and candidate, 4 for none
    /// @param post empty where there is none
    /// @param dev empty where there is none
    private record Parts(
            String epoch,
            List<String> release,
            int phase,
            String preNumber,
            boolean isPost,
            String post,
            boolean isDev,
            String dev,
            List<String> local) {
        static Parts of(String version) {
            Matcher matcher = READABLE.matcher(version.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a Python version: '" + version + "'");
            }
            boolean isPost = matcher.group("post") != null;
            boolean isDev = matcher.group("dev") != null;
            String local = matcher.group("local");
            return new Parts(
                    text(matcher.group("epoch")),
                    List.of(matcher.group("release").split("\\.")),
                    phase(matcher.group("pre"), isPost, isDev),
                    text(matcher.group("preNumber")),
                    isPost,
                    text(matcher.group("implicit")) + text(matcher.group("postNumber")),
                    isDev,
                    text(matcher.group("devNumber")),
                    local == null ? List.of() : List.of(local.split("[-_.]")));
        }

        private static String text(@Nullable String group) {
            return requireNonNullElse(group, "");
        }

        private static int phase(@Nullable String pre, boolean isPost, boolean isDev) {
            if (pre == null) {
                return isDev && !isPost ? 0 : 4;
            }
            return switch (pre.charAt(0)) {
                case 'a' -> 1;
                case 'b' -> 2;
                default -> 3;
            };
        }

        int against(Parts other) {
            int order = Digits.compare(epoch, other.epoch);
            order = order != 0 ? order : Digits.compareLists(release, other.release);
            order = order != 0 ? order : Integer.compare(phase, other.phase);
            order = order != 0 ? order : Digits.compare(preNumber, other.preNumber);
            order = order != 0 ? order : Boolean.compare(isPost, other.isPost);
            order = order != 0 ? order : Digits.compare(post, other.post);
            order = order != 0 ? order : Boolean.compare(other.isDev, isDev);
            order = order != 0 ? order : Digits.compare(dev, other.dev);
            return order != 0 ? order : compareLocals(local, other.local);
        }

        /// Numbers come after words here, other than in semantic versions.
        private static int compareLocals(List<String> a, List<String> b) {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                boolean numericA = Digits.areAll(a.get(i));
                boolean numericB = Digits.areAll(b.get(i));
                int order = numericA != numericB
                        ? Boolean.compare(numericA, numericB)
                        : numericA
                                ? Digits.compare(a.get(i), b.get(i))
                                : a.get(i).compareTo(b.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(a.size(), b.size());
        }
    }
}
