package io.plimsoll.advisories.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Alpine's versions as apk orders them (apk-package(5)): `1.2.3a_rc4_p5-r6`. The suffixes `_alpha`, `_beta`,
/// `_pre` and `_rc` come before the end, `_cvs`, `_svn`, `_git`, `_hg` and `_p` after it; a number with leading
/// zeros, unless it is the first, is a fraction; a hash (`~1a2b`) does not count.
public final class ApkVersions implements VersionScheme {
    public static final ApkVersions INSTANCE = new ApkVersions();

    private static final String SUFFIX = "_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)[0-9]*";
    private static final Pattern READABLE =
            Pattern.compile("[0-9]+(?:\\.[0-9]+)*+(?:[a-z][0-9]*+)?(?:" + SUFFIX + ")*+(?:~[0-9a-z]+)?(?:-r[0-9]+)?");
    private static final Pattern TOKEN = Pattern.compile("(?<hash>~[0-9a-z]+)|(?<suffix>" + SUFFIX
            + ")|-r(?<revision>[0-9]+)|\\.?(?<number>[0-9]+)" + "|(?<letter>[a-z])");
    private static final List<String> SUFFIXES =
            List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

    /// Where a version ends and another one goes on, the end comes after `EARLIER` and before all else.
    private enum Kind {
        EARLIER,
        END,
        REVISION,
        LATER,
        LETTER,
        NUMBER
    }

    private record Token(Kind kind, String word, String digits) {
        static final Token NONE = new Token(Kind.END, "", "");
    }

    private ApkVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && READABLE.matcher(version).matches();
    }

    @Override
    public int compare(String a, String b) {
        List<Token> left = tokens(a);
        List<Token> right = tokens(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = compareTokens(
                    i < left.size() ? left.get(i) : Token.NONE, i < right.size() ? right.get(i) : Token.NONE, i == 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Token> tokens(String version) {
        List<Token> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(version); matcher.find(); ) {
            if (matcher.group("hash") == null) {
                tokens.add(token(matcher));
            }
        }
        return tokens;
    }

    private static Token token(Matcher matcher) {
        String suffix = matcher.group("suffix");
        if (suffix != null) {
            String word = suffix.replaceAll("[_0-9]", "");
            boolean isEarlier = SUFFIXES.indexOf(word) < SUFFIXES.indexOf("");
            return new Token(isEarlier ? Kind.EARLIER : Kind.LATER, word, suffix.replaceAll("[^0-9]", ""));
        }
        String revision = matcher.group("revision");
        if (revision != null) {
            return new Token(Kind.REVISION, "", revision);
        }
        String letter = matcher.group("letter");
        return letter != null
                ? new Token(Kind.LETTER, letter, "")
                : new Token(Kind.NUMBER, "", matcher.group("number"));
    }

    private static int compareTokens(Token a, Token b, boolean isFirst) {
        if (a.kind != b.kind) {
            return a.kind.compareTo(b.kind);
        }
        return switch (a.kind) {
            case EARLIER, LATER -> {
                int order = Integer.compare(SUFFIXES.indexOf(a.word), SUFFIXES.indexOf(b.word));
                yield order != 0 ? order : Digits.compare(a.digits, b.digits);
            }
            case LETTER -> a.word.compareTo(b.word);
            case NUMBER ->
                isFraction(a, b, isFirst) ? a.digits.compareTo(b.digits) : Digits.compare(a.digits, b.digits);
            case REVISION -> Digits.compare(a.digits, b.digits);
            case END -> 0;
        };
    }

    private static boolean isFraction(Token a, Token b, boolean isFirst) {
        return !isFirst && (a.digits.startsWith("0") || b.digits.startsWith("0"));
    }
}
