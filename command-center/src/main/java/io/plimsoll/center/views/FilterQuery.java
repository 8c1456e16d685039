package io.plimsoll.center.views;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The filters of a list as they stand in the address of its page, behind the question mark:
/// `outcome=failure&type=user.login-failed`. Which filters a page has is the console's to know: it leaves out what it
/// does
/// not know, as it does of any address that somebody is sent.
final class FilterQuery {
    static final int LONGEST = 2000;
    static final int MOST_FIELDS = 30;

    private static final int LONGEST_VALUE = 500;
    private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^#\"<>\\\\]]+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cc}\\p{Cs}\uFFFD]");

    private FilterQuery() {}

    /// What is wrong with it, as a sentence; empty if it can be kept.
    static Optional<String> mistake(String query) {
        if (query.length() > LONGEST || !ADDRESS.matcher(query).matches()) {
            return Optional.of("'query' is what stands in the address behind '?', 1 to " + LONGEST
                    + " characters with all others than ASCII written as '%..'");
        }
        String[] fields = query.split("&", -1);
        if (fields.length > MOST_FIELDS) {
            return Optional.of("'query' has at most " + MOST_FIELDS + " filters, not " + fields.length);
        }
        Set<String> names = new HashSet<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            if (equals < 0 || !NAME.matcher(name).matches()) {
                return Optional.of(
                        "'query' is made of filters such as outcome=failure, not '" + shortened(field) + "'");
            }
            if (!names.add(name)) {
                return Optional.of("'query' names the filter '" + name + "' twice");
            }
            if (!isValue(field.substring(equals + 1))) {
                return Optional.of("the filter '" + name + "' has a value of 1 to " + LONGEST_VALUE
                        + " characters of UTF-8 in '%..', and none of them is a control character");
            }
        }
        return Optional.empty();
    }

    private static boolean isValue(String written) {
        try {
            String value = URLDecoder.decode(written, StandardCharsets.UTF_8);
            return !value.isEmpty()
                    && value.length() <= LONGEST_VALUE
                    && !UNWANTED.matcher(value).find();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
