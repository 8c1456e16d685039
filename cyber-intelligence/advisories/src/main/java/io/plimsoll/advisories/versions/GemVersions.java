package io.plimsoll.advisories.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ruby gems as `Gem::Version` orders them: runs of digits and of letters, letters before any number (`1.0.rc1` comes
/// before `1.0`), a dash standing for `.pre.`, missing numbers being zero.
///
/// A lock file writes the platform behind the version (`1.13.0-x86_64-linux`); it is no part of the order.
public final class GemVersions implements VersionScheme {
    public static final GemVersions INSTANCE = new GemVersions();

    private static final Pattern READABLE =
            Pattern.compile("[0-9]+(?:\\.[0-9A-Za-z]+)*+(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*+)?");
    private static final Pattern PLATFORM = Pattern.compile(
            "-(?:java|jruby|x86|x64|x86_64|i[3-6]86|aarch64|arm64|arm|armv[5-8]l?|ppc64le|s390x|riscv64|universal)"
                    + "(?:-[0-9A-Za-z_-]*)?$");
    private static final Pattern RUN = Pattern.compile("[0-9]+|[A-Za-z]+");

    private GemVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH
                && READABLE.matcher(withoutPlatform(version)).matches();
    }

    @Override
    public int compare(String a, String b) {
        List<String> left = segments(a);
        List<String> right = segments(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = compareSegments(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String withoutPlatform(String version) {
        return PLATFORM.matcher(version).replaceFirst("");
    }

    /// The segments without the zeros before the first word, so that `1.0.rc1` is `1.rc1`.
    private static List<String> segments(String version) {
        List<String> segments = new ArrayList<>();
        boolean hasWord = false;
        for (Matcher run = RUN.matcher(withoutPlatform(version).replace("-", ".pre.")); run.find(); ) {
            boolean isFirstWord = !hasWord && !Digits.areAll(run.group());
            while (isFirstWord
                    && !segments.isEmpty()
                    && Digits.withoutLeadingZeros(segments.getLast()).isEmpty()) {
                segments.removeLast();
            }
            hasWord |= isFirstWord;
            segments.add(run.group());
        }
        return segments;
    }

    private static int compareSegments(String a, String b) {
        boolean numericA = Digits.areAll(a);
        boolean numericB = Digits.areAll(b);
        if (numericA != numericB) {
            return Boolean.compare(numericA, numericB);
        }
        return numericA ? Digits.compare(a, b) : a.compareTo(b);
    }
}
