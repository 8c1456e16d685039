package io.plimsoll.feeds.redhat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the main stream of Red Hat Enterprise Linux from what is sold beside it: fixes for a minor release (EUS, AUS,
/// TUS, E4S) have versions of their own, by which a package of the main stream would seem fixed, or not.
///
/// The platform name says it, `cpe:/o:redhat:rhel_eus:8.6::baseos`, and so does the id, `BaseOS-8.6.0.Z.EUS`. While a
/// minor release is the newest, one stream is both: `BaseOS-8.6.0.Z.MAIN.EUS`.
final class MainStream {
    private static final Pattern MAIN =
            Pattern.compile("cpe:/[ao]:redhat:enterprise_linux:([0-9]{1,2})(?:\\.[0-9]{1,2})?(?::.*)?");
    private static final Pattern MAIN_OR_EXTENDED =
            Pattern.compile("cpe:/[ao]:redhat:(?:enterprise_linux|rhel_eus):([0-9]{1,2})(?:\\.[0-9]{1,2})?(?::.*)?");
    private static final Pattern BOTH = Pattern.compile("[^:]*\\.MAIN[.+]EUS(?::.*)?");
    private static final Pattern EXTENDED = Pattern.compile("[^:]*\\.(?:EUS|AUS|TUS|E4S)(?::.*)?");

    private MainStream() {}

    /// The number of the release, such as `9`; empty where the product is not its main stream.
    ///
    /// @param id of the product in its document
    static Optional<String> release(String id, String cpe) {
        boolean isBoth = BOTH.matcher(id).matches();
        Matcher platform = (isBoth ? MAIN_OR_EXTENDED : MAIN).matcher(cpe);
        return platform.matches() && (isBoth || !EXTENDED.matcher(id).matches())
                ? Optional.of(platform.group(1))
                : Optional.empty();
    }
}
