package io.plimsoll.feeds.redhat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A package as a package URL names it, `pkg:rpm/redhat/openssl-libs@3.0.7-6.el9_2?arch=x86_64&epoch=1`.
///
/// @param version with its epoch; empty where any version is meant
/// @param architecture `src` for the source; empty where it is not named
/// @param stream of the module that it belongs to; empty where it belongs to none
record RpmName(String name, String version, String architecture, String stream) {
    private static final Pattern PURL =
            Pattern.compile("pkg:rpm/redhat/([^@?#]{1,200})(?:@([^?#]{1,200}))?(?:\\?([^#]{0,500}))?");

    private static final Pattern MODULE =
            Pattern.compile("pkg:rpmmod/redhat/[^@?#]{1,200}@([^:?#]{1,100})(?:[:?#].*)?");

    static Optional<RpmName> parse(String purl) {
        Matcher matcher = PURL.matcher(purl);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String qualifiers = matcher.group(3) == null ? "" : matcher.group(3);
        String version = matcher.group(2) == null ? "" : decoded(matcher.group(2));
        String epoch = qualifier(qualifiers, "epoch");
        String[] module = qualifier(qualifiers, "rpmmod").split(":", -1);
        return Optional.of(new RpmName(
                decoded(matcher.group(1)),
                version.isEmpty() || epoch.isEmpty() || epoch.equals("0") ? version : epoch + ":" + version,
                qualifier(qualifiers, "arch"),
                module.length > 1 ? module[1] : ""));
    }

    /// The stream of a module, `18` of `pkg:rpmmod/redhat/nodejs@18:9020020230327152102:rhel9`; empty where it is none.
    static String moduleStream(String purl) {
        Matcher matcher = MODULE.matcher(purl);
        return matcher.matches() ? decoded(matcher.group(1)) : "";
    }

    RpmName ofStream(String other) {
        return new RpmName(name, version, architecture, other);
    }

    boolean isSource() {
        return architecture.equals("src");
    }

    private static String qualifier(String qualifiers, String name) {
        for (String qualifier : qualifiers.split("&", -1)) {
            if (qualifier.startsWith(name + "=")) {
                return decoded(qualifier.substring(name.length() + 1));
            }
        }
        return "";
    }

    /// Percent signs stand for what a package URL may not hold (RFC 3986, 2.1); where they stand for nothing they
    /// stay, and the text is then no version.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
