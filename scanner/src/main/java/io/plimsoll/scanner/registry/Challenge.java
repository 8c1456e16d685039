package io.plimsoll.scanner.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `WWW-Authenticate` header asks for (RFC 9110, 11.6.1): `Bearer realm="https://auth.example.com/token",...`
///
/// @param scheme in lower case
/// @param parameters names in lower case
record Challenge(String scheme, Map<String, String> parameters) {
    private static final int LONGEST = 8192;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G[\\s,]*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))(?=\\s*(?:,|$))");
    private static final Pattern SCHEME = Pattern.compile("\\G[\\s,]*(" + TOKEN + ")(?=\\s|,|$)");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /// The challenges of all such headers of one answer. Reading ends where a header does not follow its grammar.
    static List<Challenge> parse(List<String> headers) {
        return headers.stream()
                .filter(header -> header.length() <= LONGEST)
                .flatMap(header -> parse(header).stream())
                .toList();
    }

    private static List<Challenge> parse(String header) {
        List<Challenge> challenges = new ArrayList<>();
        Matcher scheme = SCHEME.matcher(header);
        int position = 0;
        while (scheme.find(position)) {
            Map<String, String> parameters = new LinkedHashMap<>();
            position = scheme.end();
            Matcher parameter = PARAMETER.matcher(header);
            while (parameter.find(position)) {
                String value = parameter.group(3) == null
                        ? parameter.group(2).replaceAll("\\\\(.)", "$1")
                        : parameter.group(3);
                parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
                position = parameter.end();
            }
            challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
        }
        return challenges;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
